import { type Answer, json } from '../answer.ts';

/** One of Google's error answers: the `reason` is what clients must tell apart. */
interface ErrorShape {
  readonly code: number;
  readonly reason: string;
  readonly message: string;
  readonly domain?: string;
  readonly status?: string;
  readonly location?: { readonly name: string; readonly type: string };
  readonly details?: readonly unknown[];
  readonly headers?: Record<string, string>;
}

/** Writes an error as Google's JSON APIs do, with the old `errors` list and the newer `status` side by side. */
export function googleError(shape: ErrorShape): Answer {
  const { code, message, reason, domain = 'global', status, location, details } = shape;
  const entry = {
    message,
    domain,
    reason,
    ...(location && { location: location.name, locationType: location.type }),
  };
  const error = { code, message, errors: [entry], ...(status && { status }), ...(details && { details }) };
  return json({ error }, code, shape.headers);
}

/** 401: no token, or one that is not (or no longer) good. */
export function unauthenticated(given: boolean): Answer {
  const challenge = 'Bearer realm="https://accounts.google.com/"';
  return googleError({
    code: 401,
    reason: given ? 'authError' : 'required',
    message: given
      ? 'Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.'
      : 'Login Required.',
    status: 'UNAUTHENTICATED',
    location: { name: 'Authorization', type: 'header' },
    headers: { 'www-authenticate': given ? `${challenge}, error="invalid_token"` : challenge },
  });
}

/** 403: the token is good, its scopes are not enough. `scopes` are those that would do. */
export function insufficientScopes(scopes: readonly string[]): Answer {
  return googleError({
    code: 403,
    reason: 'insufficientPermissions',
    message: 'Request had insufficient authentication scopes.',
    status: 'PERMISSION_DENIED',
    details: [
      {
        '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
        reason: 'ACCESS_TOKEN_SCOPE_INSUFFICIENT',
        domain: 'googleapis.com',
        metadata: { service: 'admin.googleapis.com' },
      },
    ],
    headers: {
      'www-authenticate': `Bearer realm="https://accounts.google.com/", error="insufficient_scope", scope="${scopes.join(' ')}"`,
    },
  });
}

/** 403: the account has no right to this. */
export function forbidden(): Answer {
  return googleError({
    code: 403,
    reason: 'forbidden',
    message: 'Not Authorized to access this resource/api',
  });
}

/** 403: the Admin SDK is switched off in the client's project. */
export function accessNotConfigured(project: string): Answer {
  const link = `https://console.developers.google.com/apis/api/admin.googleapis.com/overview?project=${project}`;
  return googleError({
    code: 403,
    reason: 'accessNotConfigured',
    domain: 'usageLimits',
    message: `Admin SDK API has not been used in project ${project} before or it is disabled. Enable it by visiting ${link} then retry. If you enabled this API recently, wait a few minutes for the action to propagate to our systems and retry.`,
    status: 'PERMISSION_DENIED',
  });
}

/** 403: the domain's administrator does not let this API be used. */
export function domainCannotUseApis(): Answer {
  return googleError({
    code: 403,
    reason: 'domainCannotUseApis',
    message: 'The domain administrator has disabled the API.',
  });
}

/** 400: a parameter makes no sense. */
export function invalidInput(what: string): Answer {
  return googleError({
    code: 400,
    reason: 'invalidInput',
    message: `Invalid Input: ${what}`,
    status: 'INVALID_ARGUMENT',
  });
}

/** 400: the body is not the JSON it should be. */
export function parseError(): Answer {
  return googleError({ code: 400, reason: 'parseError', message: 'Parse Error', status: 'INVALID_ARGUMENT' });
}

/** 412: the device is not in a state in which this can be done. */
export function conditionNotMet(): Answer {
  return googleError({
    code: 412,
    reason: 'conditionNotMet',
    message: 'Precondition is not met.',
    status: 'FAILED_PRECONDITION',
  });
}

/** 400: the organizational unit does not exist. */
export function invalidOrgUnit(): Answer {
  return googleError({ code: 400, reason: 'invalidOrgunit', message: 'INVALID_OU_ID' });
}

/** 400: the `fields` mask names something the answer does not have. */
export function invalidMask(field: string): Answer {
  return googleError({
    code: 400,
    reason: 'invalidParameter',
    message: `Invalid field selection ${field}`,
    location: { name: 'fields', type: 'parameter' },
  });
}

/** 404: no such thing, or no such method. */
export function notFound(what: string): Answer {
  return googleError({ code: 404, reason: 'notFound', message: `Resource Not Found: ${what}` });
}

/** 403 for too many requests a minute by one user: try again later. */
export function userRateLimitExceeded(): Answer {
  return googleError({
    code: 403,
    reason: 'userRateLimitExceeded',
    domain: 'usageLimits',
    message:
      'User Rate Limit Exceeded. Rate of requests for user exceed configured project quota, you may consider re-evaluating expected per-user traffic to the API and adjust project quota limits accordingly.',
  });
}

/** 403 for too many requests at once: try again later. */
export function quotaExceeded(): Answer {
  return googleError({
    code: 403,
    reason: 'quotaExceeded',
    domain: 'usageLimits',
    message: 'Request limit per user exceeded. Too many concurrent requests.',
  });
}

/** 429 for the whole account; `retryAfter` in seconds, when the server says it. */
export function rateLimitExceeded(retryAfter: number | undefined): Answer {
  return googleError({
    code: 429,
    reason: 'rateLimitExceeded',
    domain: 'usageLimits',
    message: "Quota exceeded for quota metric 'Queries' and limit 'Queries per minute per user'.",
    status: 'RESOURCE_EXHAUSTED',
    ...(retryAfter !== undefined && { headers: { 'retry-after': String(retryAfter) } }),
  });
}

/** 5xx: Google's side is in trouble. */
export function backendError(code: number): Answer {
  return googleError({
    code,
    reason: 'backendError',
    message: code === 503 ? 'Service unavailable. Please try again' : 'Backend Error',
    status: code === 503 ? 'UNAVAILABLE' : 'INTERNAL',
  });
}
