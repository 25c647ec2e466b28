import { createInstance, type i18n } from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import { TARGET_REASONS, TARGET_STATES } from '../../../../electron/bridge/domain';
import { createFormat } from '../../../../renderer/format';
import { en } from '../../../../renderer/locales/en';
import { fr } from '../../../../renderer/locales/fr';
import { adviceOf } from '../../../../renderer/pages/commands/advice';
import { changesOf } from '../../../../renderer/pages/commands/changes';
import { changesText, targetCell } from '../../../../renderer/pages/commands/targets/cell-text';
import {
  actionText,
  countsText,
  outcomeText,
  providerText,
  readStates,
  reasonText,
  sentOf,
  stateText,
  targetStateText,
} from '../../../../renderer/pages/commands/words';
import { ANNOTATE, AT, sampleCommand, sampleTarget } from './samples';

const texts: Record<'en' | 'fr', i18n> = { en: createInstance(), fr: createInstance() };
beforeAll(async () => {
  for (const lng of ['en', 'fr'] as const) {
    await texts[lng].init({ lng, resources: { en, fr }, interpolation: { escapeValue: false } });
  }
});
const inLanguage = (language: 'en' | 'fr') => createFormat(language, texts[language].t);

describe('a command in words', () => {
  it('names its action with what it was given', () => {
    expect(actionText({ action: 'restart', delaySeconds: 60 }, texts.en.t)).toBe('Restart · 60 s notice');
    expect(actionText({ action: 'restart', delaySeconds: 0 }, texts.fr.t)).toBe('Redémarrer');
    expect(actionText({ action: 'deprovision', reason: 'retiring_device' }, texts.en.t)).toBe(
      'Deprovision · Taken out of service',
    );
    expect(actionText(ANNOTATE, texts.en.t)).toBe(
      'Write back annotations · Asset id “A-2” · Location cleared',
    );
    expect(actionText({ action: 'annotate', changes: null }, texts.fr.t)).toContain('chaque appareil');
  });

  it('counts every target once, what needs a person first', () => {
    const { counts } = sampleCommand({ counts: { acknowledged: 9812, unknown: 1, failed: 4, queued: 2 } });
    expect(countsText(counts, texts.en.t, inLanguage('en'))).toBe(
      '1 unknown outcome · 4 failed · 2 queued · 9\u202f812 acknowledged',
    );
    expect(countsText(counts, texts.fr.t, inLanguage('fr'))).toBe(
      '1\u00a0issue inconnue · 4\u00a0échouées · 2\u00a0en file · 9\u202f812\u00a0confirmées',
    );
  });

  it('counts as sent only what has left', () => {
    const counts = { held: 1, queued: 5, sending: 2, sent: 3, acknowledged: 4, unknown: 1, cancelled: 7 };
    expect(sentOf(sampleCommand({ counts }))).toBe(8);
  });

  it('tells what ended badly while the rest is still being sent', () => {
    const told = (counts: Parameters<typeof sampleCommand>[0]) =>
      outcomeText(sampleCommand(counts), texts.en.t, inLanguage('en'));
    expect(told({ counts: { queued: 6, acknowledged: 3, failed: 1 } })).toBe('4 of 10 sent · 1 failed');
    expect(told({ counts: { queued: 6 } })).toBe('6 queued');
    expect(told({ counts: { acknowledged: 3, failed: 1 } })).toBe('1 failed · 3 acknowledged');
  });

  it('is never called done or failed while an outcome is unknown', () => {
    const command = sampleCommand({ counts: { unknown: 1, acknowledged: 99, failed: 5 }, endedAt: AT });
    expect(stateText(command, texts.en.t)).toBe('Unknown outcome');
  });

  it('tells a pause in place of the queue, and only while something waits', () => {
    const paused = 'reconnect_needed' as const;
    expect(stateText(sampleCommand({ paused, counts: { queued: 2 } }), texts.en.t)).toMatch(/^Paused/);
    expect(stateText(sampleCommand({ paused, counts: { sent: 2 } }), texts.en.t)).toBe('Sent');
  });
});

describe('what an Apple device is told', () => {
  it('is shown with what its screen is to show, and what it is to be called', () => {
    const { t } = texts.en;
    expect(actionText({ action: 'apple_lock', message: 'Call us', phone: '' }, t)).toBe('Lock · “Call us”');
    expect(actionText({ action: 'apple_lock', message: '', phone: '' }, t)).toBe('Lock');
    expect(actionText({ action: 'apple_rename', name: 'Lab 1' }, t)).toBe('Rename · “Lab 1”');
    expect(actionText({ action: 'apple_remove_profile', identifier: 'org.example.wifi' }, t)).toContain(
      'org.example.wifi',
    );
  });
});

describe('a target in words', () => {
  it('has words for every state and every reason, in both languages', () => {
    for (const { t } of [texts.en, texts.fr]) {
      for (const reason of TARGET_REASONS) {
        for (const family of ['google', 'apple'] as const) {
          expect(reasonText({ reason }, family, t), reason).not.toMatch(/reason|refusal\./);
        }
        expect(reasonText({ reason }, 'apple', t), reason).not.toContain('Google');
      }
      for (const state of TARGET_STATES) {
        const { key } = adviceOf({ state, reason: null }, null);
        expect(t(`commands:advice.${key}`), key).not.toContain('advice.');
      }
    }
  });

  it('quotes the provider as it wrote, or nothing', () => {
    const said = {
      message: 'Device is offline',
      providerState: 'EXECUTED_BY_CLIENT',
      providerResult: 'FAILURE',
    };
    expect(providerText(sampleTarget(said), 'google')).toBe(
      'Device is offline · EXECUTED_BY_CLIENT / FAILURE',
    );
    expect(providerText(sampleTarget(), 'google')).toBeNull();
  });

  it('takes no state of our own orders for words of Apple’s', () => {
    const said = { message: 'The profile is invalid', providerState: 'failed' };
    expect(providerText(sampleTarget(said), 'apple')).toBe('The profile is invalid');
    expect(providerText(sampleTarget({ providerState: 'queued' }), 'apple')).toBeNull();
  });

  it('tells an order that waits here from one that the device has', () => {
    const { t } = texts.en;
    const told = (providerState: string) =>
      targetStateText(sampleTarget({ state: 'sent', providerState }), 'apple', t);
    expect(told('queued')).toBe('Waits for the device');
    expect(told('sent')).toBe('The device has it');
    expect(targetStateText(sampleTarget({ state: 'sent' }), 'google', t)).toBeUndefined();
  });

  it('shows each value before and after, a cleared one as none', () => {
    const changes = changesOf(ANNOTATE, sampleTarget());
    expect(changesText(changes, texts.en.t)).toBe('Asset id: A-1 → A-2 · Location: Lab → none');
    const own = sampleTarget({ change: { notes: 'Loaned' } });
    expect(changesText(changesOf({ action: 'annotate', changes: null }, own), texts.en.t)).toBe(
      'Notes: none → Loaned',
    );
    const move = { action: 'move_unit', orgUnitId: 'u2', orgUnitPath: '/Staff' } as const;
    expect(changesText(changesOf(move, sampleTarget()), texts.en.t)).toBe('/Schools/North → /Staff');
  });

  it('tells times as ages with the exact one on hover, and times to come as such', () => {
    const kit = {
      t: texts.en.t,
      format: inLanguage('en'),
      now: AT,
      spec: { action: 'restart', delaySeconds: 0 } as const,
    };
    const target = sampleTarget({ sentAt: AT - 5 * 60_000, expiresAt: AT + 3 * 3_600_000 });
    expect(targetCell(target, 'sentAt', kit)).toEqual({ text: '5 min', title: '21 Nov 2026, 16:37:00' });
    expect(targetCell(target, 'expiresAt', kit).text).toBe('in 3 h');
    expect(targetCell(target, 'endedAt', kit).text).toBe('');
  });

  it('reads the states of an address, and no others', () => {
    expect(readStates('failed,unknown,nonsense')).toEqual(['unknown', 'failed']);
    expect(readStates(undefined)).toEqual([]);
  });
});
