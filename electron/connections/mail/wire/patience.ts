/** How long is waited, in ms. */
export interface MailPatience {
  /** For a connection; then for the greeting and the start of TLS. */
  connectMs: number;
  /** For the next answer. */
  answerMs: number;
  /** For the answer to a whole mail: what is given up then may have been sent. */
  receiptMs: number;
  /** The same once nobody wants to wait any more. */
  hurriedReceiptMs: number;
  /** How long an unused connection is kept. */
  idleMs: number;
}
export const MAIL_PATIENCE: MailPatience = {
  connectMs: 15_000,
  answerMs: 60_000,
  // RFC 5321 section 4.5.3.2.6.
  receiptMs: 600_000,
  hurriedReceiptMs: 10_000,
  idleMs: 10_000,
};
