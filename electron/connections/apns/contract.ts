import type { PushOverview } from '../../model/apple/push.ts';
import type { PickedCertificate } from '../../model/certificate.ts';

/** Apple’s push service: the certificate, and the pushes. */
export interface PushService {
  overview(): Promise<PushOverview>;
  /** The topic devices are registered under: the certificate’s, also an expired one’s; else one made up once for this workspace. */
  topic(): Promise<string>;
  /** Makes a key and a certificate signing request (PEM). A key that waits is kept: the same request comes again. */
  request(): Promise<{ pem: string }>;
  /** Throws the waiting key away. */
  discardRequest(): Promise<void>;
  /** Keeps files in memory: a push certificate, or the vendor’s. Throws `certificate_unreadable`. */
  pick(files: readonly { name: string; bytes: Uint8Array }[]): PickedCertificate;
  /**
   * Signs the waiting request with an MDM vendor’s certificate, which is not kept: the file for identity.apple.com. Throws
   * `push_not_requested`, `push_vendor_refused`, and what reading certificates throws.
   */
  vendorSign(input: {
    handle: string;
    password: string | null;
  }): Promise<{ fileName: string; content: string }>;
  /**
   * Takes the certificate in: with its own key (PFX, PEM), or for the waiting one. Used from the next push on. Throws
   * `push_key_mismatch`, `push_not_push` (no topic com.apple.mgmt.*), `certificate_expired`, `push_wrong_topic` (details: topic,
   * wanted) when it is not the topic of the certificate before: `replaceTopic` takes it all the same, and devices must register
   * again. A topic made up here is replaced without a word: Apple gives no certificate for it.
   */
  bring(input: {
    handle: string;
    password: string | null;
    appleId: string | null;
    replaceTopic: boolean;
  }): Promise<PushOverview>;
  /** Forgets certificate and key; the topic is remembered. */
  remove(): Promise<PushOverview>;
  /**
   * Sends to Apple whether it lets us in, with a token that is none. Throws `push_unreachable`, `push_certificate_refused`,
   * `push_refused`, `push_not_set`, and what the vault throws.
   */
  test(signal: AbortSignal): Promise<void>;
  /** Something is due: looks at once. */
  wake(): void;
  /** Begins to push by itself, in the program that serves. */
  start(): void;
  close(): Promise<void>;
}
