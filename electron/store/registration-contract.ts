/**
 * What registration keeps. Every write is one transaction and on the disk (`synchronous=FULL`) when it answers: what
 * was shown, mailed or spent is never lost. Hashes are hex texts (SHA-256 of a link, a session or a ticket; an encoded
 * scrypt hash of a PIN or a password): nothing here opens a door by itself.
 */

export type { AccessRepository, KeptPassword, PortalSession } from './contract/access.ts';
export type { CertificateRepository, KeptCertificate } from './contract/certificates.ts';
export type { InvitationRepository, LinkTarget, NewInvitation } from './contract/invitations.ts';
export type { ClaimedMail, MailRepository } from './contract/mails.ts';
export type { KeptPin, PinRepository } from './contract/pins.ts';
export type { TicketRepository } from './contract/tickets.ts';
