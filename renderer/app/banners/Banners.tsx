import { RepairBanner } from './RepairBanner';
import { UnopenedBanner } from './UnopenedBanner';
import { VaultBanner } from './VaultBanner';

/** What the admin must know before trusting the page below. */
export function Banners() {
  return (
    <>
      <UnopenedBanner />
      <RepairBanner />
      <VaultBanner />
    </>
  );
}
