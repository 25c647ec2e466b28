import PostalMime from 'postal-mime';

/** A mail as it arrived. Times are ms UTC. */
export interface ReceivedMail {
  readonly number: number;
  readonly at: number;
  readonly to: string;
  readonly from: string;
  readonly subject: string;
  readonly text: string;
}

/** How many mails are kept; the oldest go first. */
const MOST = 500;

/** Where everybody’s mails of the demo organisation arrive. */
export class Mailbox {
  readonly #mails: ReceivedMail[] = [];
  #last = 0;

  /** Reads a message (RFC 5322) and keeps it. */
  async receive(message: Buffer, to: string, at: number): Promise<void> {
    const read = await PostalMime.parse(message);
    const number = ++this.#last;
    const from = read.from?.address ?? '';
    this.#mails.push({ number, at, to, from, subject: read.subject ?? '', text: read.text ?? '' });
    if (this.#mails.length > MOST) this.#mails.shift();
  }

  /** The newest first. */
  list(): readonly ReceivedMail[] {
    return this.#mails.toReversed();
  }

  find(number: number): ReceivedMail | undefined {
    return this.#mails.find((mail) => mail.number === number);
  }
}
