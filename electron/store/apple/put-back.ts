import { type Db, durably } from '../database/connect.ts';

/** One that was delivered before may have been carried out: it stays sent. */
const PUT_BACK = `UPDATE apple_queue SET held = 1, tries = max(0, tries - 1),
    state = iif(tries > 1, 'sent', iif(not_now_at IS NULL, 'queued', 'not_now')),
    sent_at = iif(tries > 1 OR not_now_at IS NOT NULL, sent_at, NULL)
  WHERE uuid = ? AND state = 'sent'`;

/** See AppleRepository.putBack. */
export function orderReturner(db: Db): (uuid: string) => void {
  const put = db.prepare<[string]>(PUT_BACK);
  return (uuid) => {
    durably(db, () => put.run(uuid));
  };
}
