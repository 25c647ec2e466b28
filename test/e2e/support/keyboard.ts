import type { Page } from 'playwright';
import { expect } from 'vitest';

/** No part of the window needs more presses of Tab to be reached. */
const MOST_STOPS = 80;

/** A person without a pointer. */
export interface Keyboard {
  /** Presses keys one after the other. */
  type(...keys: string[]): Promise<void>;
  /** Presses Tab until the focus is on what has this name or role. @throws when it cannot be reached */
  reach(name: string): Promise<void>;
  /** Reaches a control and presses it. */
  press(name: string): Promise<void>;
  /** Goes down an open menu to an entry and takes it. */
  choose(name: string): Promise<void>;
  /** Opens the palette, types, and takes the first line once it is the one meant. */
  palette(words: string): Promise<void>;
  /** What Tab passes, by name, from where the focus is. */
  walk(stops: number): Promise<string[]>;
  /** The name of what has the focus. */
  focused(): Promise<string>;
  focusedRole(): Promise<string>;
  /** Waits until something in the window has the focus. @throws when nothing takes it */
  holdsFocus(): Promise<void>;
}

export function keyboardOf(window: Page): Keyboard {
  const focused = () => window.evaluate(nameOfFocus);
  const focusedRole = () => window.evaluate(roleOfFocus);
  const isAt = async (name: string) => (await focused()).startsWith(name) || (await focusedRole()) === name;
  const step = async (key: string, name: string): Promise<void> => {
    const passed: string[] = [];
    for (let stop = 0; stop < MOST_STOPS; stop++) {
      if (await isAt(name)) return;
      await window.keyboard.press(key);
      passed.push(await focused());
    }
    throw new Error(`${key} does not reach “${name}”; it passes ${passed.join(' | ')}`);
  };
  const keyboard: Keyboard = {
    focused,
    focusedRole,
    async type(...keys) {
      for (const key of keys) await window.keyboard.press(key);
    },
    reach: (name) => step('Tab', name),
    async press(name) {
      await window.getByRole('button', { name }).first().waitFor();
      await step('Tab', name);
      await window.keyboard.press('Enter');
    },
    async choose(name) {
      await step('ArrowDown', name);
      await window.keyboard.press('Enter');
    },
    async palette(words) {
      await window.keyboard.press('Control+k');
      const box = window.getByRole('dialog');
      await box
        .getByRole('textbox')
        .or(box.getByRole('combobox'))
        .or(box.getByRole('searchbox'))
        .first()
        .waitFor();
      await window.keyboard.type(words);
      await box.locator('[data-selected]').filter({ hasText: words }).waitFor();
      await window.keyboard.press('Enter');
      await box.waitFor({ state: 'detached' });
    },
    async walk(stops) {
      const passed: string[] = [];
      for (let stop = 0; stop < stops; stop++) {
        await window.keyboard.press('Tab');
        passed.push(await focused());
      }
      return passed;
    },
    holdsFocus: () => expect.poll(() => window.evaluate(isFocusHeld)).toBe(true),
  };
  return keyboard;
}

function isFocusHeld(): boolean {
  return document.activeElement !== null && document.activeElement !== document.body;
}

function roleOfFocus(): string {
  return document.activeElement?.getAttribute('role') ?? '';
}

/** As a reader names it, nearly: its label, the text of its label, its own text. */
function nameOfFocus(): string {
  const element = document.activeElement;
  if (element === null || element === document.body) return '';
  const label = element.getAttribute('aria-label');
  if (label !== null) return label;
  const labels = element instanceof HTMLInputElement ? [...(element.labels ?? [])] : [];
  const text = labels.length > 0 ? labels.map((one) => one.innerText).join(' ') : element.textContent;
  return (text ?? '').replace(/\s+/g, ' ').trim();
}
