import { type UseFormReturnType, useForm } from '@mantine/form';
import type { KeyFile } from '../../../../electron/bridge/domain';
import type { ConnectInput } from '../../../queries/google-connect';
import {
  addressProblem,
  clientFromJson,
  clientIdProblem,
  clientSecretProblem,
  endpointsOf,
  subjectProblem,
} from './fields';

/** The three ways in. `guide` makes the same connection as `key`, with the delegation explained. */
export const WAYS = ['signIn', 'key', 'guide'] as const;
export type Way = (typeof WAYS)[number];

/** Everything that can be typed or picked while connecting; kept while one goes back and forth. */
export interface Draft {
  clientId: string;
  clientSecret: string;
  keyFile: KeyFile | null;
  subject: string;
  apiRoot: string;
  authRoot: string;
}
export type DraftForm = UseFormReturnType<Draft>;

export const EMPTY_DRAFT: Draft = {
  clientId: '',
  clientSecret: '',
  keyFile: null,
  subject: '',
  apiRoot: '',
  authRoot: '',
};

/** What is wrong with the draft for this way in: field name to the key of its message. */
export function draftProblems(draft: Draft, way: Way): Partial<Record<keyof Draft, string>> {
  const problems = {
    ...(way === 'signIn' ? clientProblems(draft) : keyProblems(draft)),
    apiRoot: addressProblem('apiRoot', draft.apiRoot),
    authRoot: addressProblem('authRoot', draft.authRoot),
  };
  return Object.fromEntries(Object.entries(problems).filter(([, problem]) => problem !== null));
}

function clientProblems(draft: Draft) {
  return {
    clientId: clientIdProblem(draft.clientId, draft.authRoot.trim() !== ''),
    clientSecret: clientSecretProblem(draft.clientSecret),
  };
}

function keyProblems(draft: Draft) {
  return {
    keyFile: draft.keyFile === null ? 'field.keyMissing' : null,
    subject: subjectProblem(draft.subject),
  };
}

/** The call that a draft without problems stands for; null while a key file is missing. */
export function attemptOf(draft: Draft, way: Way): ConnectInput | null {
  const endpoints = endpointsOf(draft);
  if (way === 'signIn') {
    const client = {
      kind: 'own' as const,
      clientId: draft.clientId.trim(),
      clientSecret: draft.clientSecret.trim(),
    };
    return { way: 'signIn', input: { client, endpoints } };
  }
  if (draft.keyFile === null) return null;
  const input = { keyHandle: draft.keyFile.keyHandle, subject: draft.subject.trim(), endpoints };
  return { way: 'key', input };
}

/** The form over a draft. Pasting Google's client JSON into the id fills both fields. */
export function useDraft(way: Way, initial: Partial<Draft> = {}): DraftForm {
  const form = useForm<Draft>({
    mode: 'controlled',
    initialValues: { ...EMPTY_DRAFT, ...initial },
    validateInputOnBlur: false,
    validate: (values) => draftProblems(values, way),
    onValuesChange: (values, previous) => {
      if (values.clientId === previous.clientId) return;
      const client = clientFromJson(values.clientId);
      if (client !== null) form.setValues(client);
    },
  });
  return form;
}
