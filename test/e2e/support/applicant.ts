import { readFile } from 'node:fs/promises';
import { expect } from 'vitest';
import type { AppleDevice } from '../../../electron/demo/apple/device/contract.ts';
import type { Guest } from './guest.ts';
import type { Registrar } from './registrar.ts';

/** What a browser has put aside. */
export interface Handed {
  readonly bytes: Buffer;
  readonly fileName: string;
}

/** A personal link, and the PIN that goes with it. */
export interface Card {
  readonly url: string;
  readonly pin: string;
}

const PASSWORD = 'seven purple otters 41';

/** The link and a fresh PIN of an invitation, by no button. */
export async function cardOf({ desk }: Registrar, invitation: string): Promise<Card> {
  const { pin } = await desk.ask('invitations.newPin', { id: invitation });
  return { pin, url: (await desk.ask('invitations.desk', { id: invitation })).url };
}

/** Comes in by a link, proves himself, chooses a password and agrees to the terms where there are some. */
export async function comeIn(guest: Guest, { url, pin }: Card, terms: boolean): Promise<void> {
  await guest.page.goto(url);
  await guest.type('signIn.pin', pin);
  await guest.press('invitation.button');
  await guest.type('password.new', PASSWORD);
  await guest.type('password.repeat', PASSWORD);
  await guest.press('password.button');
  if (terms) await guest.press('terms.button');
}

/** Goes from the page of the device to the one that offers the profile. */
export async function begin(guest: Guest): Promise<void> {
  await guest.press('device.begin');
  await guest.arrivesAt('apple.download.title');
}

/** Follows the link to the profile, and takes what comes. */
export async function download({ page, follow }: Guest): Promise<Handed> {
  const [file] = await Promise.all([page.waitForEvent('download'), follow('apple.download.button')]);
  return { bytes: await readFile(await file.path()), fileName: file.suggestedFilename() };
}

/** Waits until everything this device was told so far is done. */
export async function atRest({ desk }: Registrar, deviceId: string): Promise<void> {
  await expect
    .poll(async () => (await desk.ask('apple.orders', { deviceId, open: true, offset: 0, limit: 1 })).total)
    .toBe(0);
}

/** “iPhone 16”, “iOS 18.1”: as the table is to show it. */
export function shownOf({ state }: AppleDevice): { model: string; os: string } {
  return { model: state.hardware.modelName, os: state.osVersion };
}
