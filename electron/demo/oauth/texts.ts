import { SCOPES } from './scopes.ts';

/** The languages of the sign-in pages. */
export type Language = 'en' | 'fr';

/** French when the request or else the browser prefers it, English otherwise. */
export function languageOf(hl: string | null, acceptLanguage: string | undefined): Language {
  const wanted = hl ?? acceptLanguage ?? '';
  return /^\s*fr\b/i.test(wanted) ? 'fr' : 'en';
}

/** What the pages say; functions take what is named in their parameters. */
export interface Texts {
  readonly banner: string;
  readonly bannerMore: string;
  readonly chooseTitle: string;
  readonly chooseLead: (application: string) => string;
  readonly roles: Readonly<Record<'admin' | 'delegated' | 'person', string>>;
  readonly consentTitle: (application: string) => string;
  readonly consentLead: string;
  readonly consentNote: (application: string) => string;
  readonly otherAccount: string;
  readonly allow: string;
  readonly cancel: string;
  readonly identity: string;
  readonly scopes: Readonly<Record<string, string>>;
  readonly errorTitle: string;
  readonly errorLead: string;
  readonly errorCode: (status: number, error: string) => string;
  readonly errors: Readonly<Record<string, string>>;
}

const en: Texts = {
  banner: 'Demo organisation – not Google',
  bannerMore: 'This page runs on your own computer. No password is needed, and nothing leaves this machine.',
  chooseTitle: 'Choose an account',
  chooseLead: (application) => `to continue to ${application}`,
  roles: {
    admin: 'Administrator of the whole organisation',
    delegated: 'Administrator of one school only',
    person: 'No administrator rights',
  },
  consentTitle: (application) => `${application} wants access to your organisation`,
  consentLead: 'Select what it can access:',
  consentNote: (application) =>
    `${application} receives only what is ticked. You can end this access at any time in the application.`,
  otherAccount: 'Use another account',
  allow: 'Allow',
  cancel: 'Cancel',
  identity: 'Know who you are: your name and e-mail address',
  scopes: {
    [SCOPES.devices]: 'View and manage your ChromeOS devices',
    [SCOPES.devicesReadonly]: 'View your ChromeOS devices',
    [SCOPES.units]: 'View and manage organizational units',
    [SCOPES.unitsReadonly]: 'View organizational units',
    [SCOPES.users]: 'View and manage the users of your domain',
    [SCOPES.usersReadonly]: 'View the users of your domain',
  },
  errorTitle: 'Access blocked: this request is not valid',
  errorLead: 'You cannot sign in because the application sent a request that is not valid.',
  errorCode: (status, error) => `Error ${status}: ${error}`,
  errors: {
    invalid_client: 'The client id is not known here. Use the one the demo organisation gives.',
    redirect_uri_mismatch: 'A desktop application must come back to this computer (http://127.0.0.1).',
    invalid_request: 'A parameter is missing or wrong.',
    invalid_scope: 'The application asks for something that does not exist here.',
    unsupported_response_type: 'Only the authorization code flow is supported.',
  },
};

const fr: Texts = {
  banner: 'Organisation de démonstration – ce n’est pas Google',
  bannerMore:
    'Cette page fonctionne sur votre propre ordinateur. Aucun mot de passe n’est demandé et rien ne quitte cette machine.',
  chooseTitle: 'Choisir un compte',
  chooseLead: (application) => `pour continuer vers ${application}`,
  roles: {
    admin: 'Administration de toute l’organisation',
    delegated: 'Administration d’un seul établissement',
    person: 'Aucun droit d’administration',
  },
  consentTitle: (application) => `${application} demande l’accès à votre organisation`,
  consentLead: 'Sélectionnez ce qui sera accessible :',
  consentNote: (application) =>
    `${application} ne reçoit que ce qui est coché. Vous pouvez retirer cet accès à tout moment dans l’application.`,
  otherAccount: 'Utiliser un autre compte',
  allow: 'Autoriser',
  cancel: 'Annuler',
  identity: 'Savoir qui vous êtes : votre nom et votre adresse e-mail',
  scopes: {
    [SCOPES.devices]: 'Afficher et gérer vos appareils ChromeOS',
    [SCOPES.devicesReadonly]: 'Afficher vos appareils ChromeOS',
    [SCOPES.units]: 'Afficher et gérer les unités organisationnelles',
    [SCOPES.unitsReadonly]: 'Afficher les unités organisationnelles',
    [SCOPES.users]: 'Afficher et gérer les utilisateurs de votre domaine',
    [SCOPES.usersReadonly]: 'Afficher les utilisateurs de votre domaine',
  },
  errorTitle: 'Accès bloqué : cette demande n’est pas valable',
  errorLead:
    'Vous ne pouvez pas vous connecter, car l’application a envoyé une demande qui n’est pas valable.',
  errorCode: (status, error) => `Erreur ${status} : ${error}`,
  errors: {
    invalid_client:
      'L’identifiant client est inconnu ici. Utilisez celui que donne l’organisation de démonstration.',
    redirect_uri_mismatch: 'Une application de bureau doit revenir sur cet ordinateur (http://127.0.0.1).',
    invalid_request: 'Un paramètre manque ou est erroné.',
    invalid_scope: 'L’application demande quelque chose qui n’existe pas ici.',
    unsupported_response_type: 'Seul le flux par code d’autorisation est pris en charge.',
  },
};

/** The words of the sign-in pages. */
export const TEXTS: Readonly<Record<Language, Texts>> = { en, fr };
