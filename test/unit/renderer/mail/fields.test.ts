import { describe, expect, it } from 'vitest';
import { MAIL_FIELDS, MAIL_KINDS } from '../../../../electron/bridge/domain';
import { insertionOf } from '../../../../renderer/pages/mail/templates/fields';

describe('a field put into the text of a mail', () => {
  it('stands where the words were that were selected', () => {
    expect(insertionOf('invitation', 'link', 'here')).toEqual({ text: '{{link}}', caret: 8 });
    expect(insertionOf('password', 'password', '').text).toBe('{{password}}');
  });

  it('stands around them when its value is never shown, with the caret inside', () => {
    const { text, caret } = insertionOf('invitation', 'newPassword', 'Choose one.');
    expect(text).toBe('{{#newPassword}}Choose one.{{/newPassword}}');
    expect(text.slice(caret)).toBe('{{/newPassword}}');
  });

  it('is never typed so that the mail could not be read', () => {
    for (const kind of MAIL_KINDS) {
      for (const field of MAIL_FIELDS[kind])
        expect(insertionOf(kind, field, '').text).toMatch(/^\{\{(\w+)\}\}$|^\{\{#(\w+)\}\}\{\{\/\2\}\}$/);
    }
  });
});
