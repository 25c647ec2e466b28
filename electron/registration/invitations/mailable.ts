import { MusterError } from '../../model/errors.ts';
import { isLoopbackHost } from '../../model/listener.ts';
import type { InvitationDeps } from './deps.ts';

/**
 * Throws `mail_not_set`, or `listener_no_name` while links would lead nowhere but to this machine; the people of the
 * demo organisation are all here.
 */
export async function assertMailable({
  mailIsSet,
  registration,
  demo,
}: Pick<InvitationDeps, 'mailIsSet' | 'registration' | 'demo'>): Promise<void> {
  if (!(await mailIsSet())) throw new MusterError('mail_not_set');
  if (demo) return;
  const { baseUrl } = await registration.overview();
  const name = baseUrl === null ? '' : new URL(baseUrl).hostname.replace(/^\[|\]$/g, '');
  if (name === '' || isLoopbackHost(name)) throw new MusterError('listener_no_name', { name });
}
