import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderMail } from '../../../../electron/connections/mail/templates/render.ts';
import { MAIL_FIELDS, MAIL_LANGUAGES, type MailTemplate } from '../../../../electron/model/mail.ts';
import { MAIL_KINDS, type MailKind, type MailValues } from '../../../../electron/model/mail-job.ts';
import { mailBench } from '../../../support/mail/service.ts';

const EACH = MAIL_KINDS.flatMap((kind) => MAIL_LANGUAGES.map((language) => ({ kind, language })));

async function templateOf(kind: MailKind, language: 'en' | 'fr'): Promise<MailTemplate> {
  const all = await mailBench().service.templates();
  const found = all.find((one) => one.kind === kind && one.language === language);
  if (found === undefined) throw new Error(`no ${kind} in ${language}`);
  return found.template;
}

async function invitation(values: MailValues, language: 'en' | 'fr' = 'en'): Promise<string> {
  const common = { name: 'Ada', userName: 'ada', organisation: 'School', link: 'https://s.example/i/x' };
  return renderMail(await templateOf('invitation', language), 'invitation', language, {
    ...common,
    ...values,
  }).text;
}

describe('the texts that come with Muster', () => {
  it.each(EACH)('are sound and read well: $kind, $language', async ({ kind, language }) => {
    const template = await templateOf(kind, language);
    const preview = await mailBench().service.preview({ kind, language, template });
    expect(preview.problems).toEqual([]);
    expect(preview.subject).toContain('Riverside School');
    expect(`${preview.subject}\n${preview.text}`).not.toMatch(/\{\{|undefined|null|\n\n\n| \n|\n $/);
    expect(preview.html).toContain(`<html lang="${language}">`);
    expect(preview.html).not.toMatch(/<img|src=|url\(/);
  });

  it.each(MAIL_KINDS.map((kind) => ({ kind })))('are typeset as French is: $kind', async ({ kind }) => {
    const { subject, body } = await templateOf(kind, 'fr');
    // A space that may break, or none, before a double sign; straight quotes.
    expect(`${subject}\n${body}`).not.toMatch(/[^\u00a0][:;?!»](?!\/\/)|«[^\u00a0]|['"]/);
  });

  it('name the same in both languages', async () => {
    const named = (text: string): string[] =>
      [...new Set([...text.matchAll(/\{\{([^}]+)\}\}/g)].map(([tag]) => tag))].sort();
    for (const kind of MAIL_KINDS) {
      const [en, fr] = await Promise.all([templateOf(kind, 'en'), templateOf(kind, 'fr')]);
      expect(named(fr.body)).toEqual(named(en.body));
    }
  });

  it('say only what is so: the PIN, or that it comes apart, or nothing of one', async () => {
    const pin = await invitation({ pin: '482109', pinUntil: 'Monday' });
    expect(pin).toContain('\n4821 09\n');
    expect(pin).toContain('until Monday');
    expect(pin).not.toContain('mail of its own');
    expect(await invitation({ pinApart: 'x' })).toContain('comes to you in a mail of its own');
    expect(await invitation({ pinApart: 'x' }, 'fr')).toContain('dans un message à part');
    expect(await invitation({})).not.toContain('PIN');
  });

  it('say which password is wanted, and no value of it', async () => {
    expect(await invitation({ directory: 'x' })).toContain('You need these network credentials to register');
    expect(await invitation({ directory: 'x' }, 'fr')).toContain('Ces identifiants réseau sont nécessaires');
    expect(await invitation({ newPassword: 'x' })).toContain('Choose a password');
    expect(await invitation({ password: 'hunter2' })).toContain('your user name ada and your password');
    expect(await invitation({ password: 'hunter2' })).not.toContain('hunter2');
    expect(await invitation({})).not.toContain('password');
  });

  it('tell how to get on without the link, where there is such an address', async () => {
    expect(await invitation({ go: 'https://s.example/go' })).toContain('\nhttps://s.example/go\n');
    expect(await invitation({})).not.toContain('Should the link get lost');
  });

  it('give a PIN without a link the address to go to', async () => {
    const template = await templateOf('pin', 'en');
    const values = {
      name: 'Ada',
      userName: 'ada',
      organisation: 'School',
      pin: '48210937',
      go: 'https://s.example/go',
    };
    const { text, html } = renderMail(template, 'pin', 'en', values);
    expect(text).toContain('\n4821 0937\n');
    expect(text).toContain('\nhttps://s.example/go\n');
    expect(html).toContain('<a href="https://s.example/go">');
  });
});

describe('a text an admin writes', () => {
  const BODY = 'Hello {{name}}: {{link}}';
  it.each<[string, MailKind, Partial<MailTemplate>, object]>([
    [
      'a field that is not there',
      'invitation',
      { body: `${BODY} {{nmae}}` },
      { problem: 'unknown_field', part: 'body', field: 'nmae' },
    ],
    [
      'a field of another kind',
      'reminder',
      { body: `${BODY} {{pin}}` },
      { problem: 'unknown_field', part: 'body', field: 'pin' },
    ],
    [
      'a field of objects',
      'invitation',
      { subject: '{{constructor}}' },
      { problem: 'unknown_field', part: 'subject', field: 'constructor' },
    ],
    [
      'another template',
      'invitation',
      { body: `${BODY}{{> header}}` },
      { problem: 'unknown_field', part: 'body', field: '> header' },
    ],
    [
      'a section left open',
      'invitation',
      { body: `${BODY} {{#pin}}…` },
      { problem: 'not_closed', part: 'body', field: 'pin' },
    ],
    [
      'a section closed twice',
      'invitation',
      { body: `${BODY}{{/pin}}` },
      { problem: 'not_closed', part: 'body', field: 'pin' },
    ],
    [
      'sections that cross',
      'invitation',
      { body: `${BODY}{{#pin}}{{#go}}{{/pin}}{{/go}}` },
      { problem: 'not_closed', part: 'body' },
    ],
    [
      'a tag left open',
      'invitation',
      { subject: 'For {{name' },
      { problem: 'not_closed', part: 'subject', field: '' },
    ],
    [
      'no link',
      'invitation',
      { body: 'Hello {{name}}' },
      { problem: 'needed_field', part: 'body', field: 'link' },
    ],
    [
      'a link not for all',
      'invitation',
      { body: '{{#pin}}{{link}}{{/pin}}' },
      { problem: 'needed_field', part: 'body', field: 'link' },
    ],
    [
      'a link in a remark',
      'invitation',
      { body: 'Hello {{! {{link}} }}' },
      { problem: 'needed_field', part: 'body', field: 'link' },
    ],
    ['no PIN', 'pin', { body: BODY }, { problem: 'needed_field', part: 'body', field: 'pin' }],
    [
      'no password',
      'password',
      { body: 'Hello {{name}}' },
      { problem: 'needed_field', part: 'body', field: 'password' },
    ],
    ['no subject', 'invitation', { subject: ' \n ' }, { problem: 'empty', part: 'subject', field: '' }],
    ['nothing', 'invitation', { body: '\n' }, { problem: 'empty', part: 'body', field: '' }],
  ])('is not kept with %s', async (_, kind, given, problem) => {
    const { service, settings, audit } = mailBench();
    const template = { subject: 'Yours', body: BODY, ...given };
    const input = { kind, language: 'fr', template } as const;
    await expect(service.saveTemplate(input)).rejects.toMatchObject({
      code: 'mail_template_faulty',
      details: problem,
    });
    expect((await service.preview(input)).problems).toEqual([expect.objectContaining(problem)]);
    expect([settings.size, audit.length]).toEqual([0, 0]);
  });

  it.each([
    { subject: 'x'.repeat(201), body: BODY },
    { subject: 'x', body: BODY.padEnd(20_001, '.') },
  ])('is not kept when it is too long', async (template) => {
    const { service } = mailBench();
    await expect(
      service.saveTemplate({ kind: 'invitation', language: 'en', template }),
    ).rejects.toMatchObject({ code: 'bad_input' });
  });

  it('is kept for its kind and language, and put back', async () => {
    const bench = mailBench();
    const { service } = bench;
    const which = { kind: 'invitation', language: 'fr' } as const;
    const before = await service.templates();
    expect(before.map(({ kind, language }) => ({ kind, language }))).toEqual(EACH);
    expect(before.some(({ edited }) => edited)).toBe(false);
    const template = { subject: 'Two\nlines  of it', body: '{{#until}}{{until}}{{/until}}\r\n{{link}}' };
    const kept = { subject: 'Two lines of it', body: '{{#until}}{{until}}{{/until}}\n{{link}}' };
    expect(await service.saveTemplate({ ...which, template })).toEqual({
      ...which,
      template: kept,
      edited: true,
    });
    const changed = await service.templates();
    expect(changed.filter(({ edited }) => edited)).toEqual([{ ...which, template: kept, edited: true }]);
    const back = await service.resetTemplate(which);
    expect(await service.templates()).toEqual(before);
    expect(before).toContainEqual(back);
    expect(bench.audit.map(({ deed, object, detail }) => [deed, object, detail])).toEqual([
      ['mail.template', 'invitation', { language: 'fr', edited: true }],
      ['mail.template', 'invitation', { language: 'fr', edited: false }],
    ]);
    expect(bench.changes()).toBe(2);
  });

  it('is not lost when another is kept at the same time', async () => {
    const { service } = mailBench();
    const template = { subject: 'Mine', body: BODY };
    await Promise.all([
      service.saveTemplate({ kind: 'invitation', language: 'en', template }),
      service.saveTemplate({ kind: 'reminder', language: 'fr', template }),
    ]);
    expect((await service.templates()).filter(({ edited }) => edited)).toHaveLength(2);
  });

  it('is shown as far as it goes while it is being written', async () => {
    const { service } = mailBench();
    const preview = (template: MailTemplate) =>
      service.preview({ kind: 'invitation', language: 'en', template });
    const unknown = await preview({
      subject: 'For {{nmae}}',
      body: '{{name}}: {{link}} {{#nmae}}{{pin}}{{/nmae}}',
    });
    expect(unknown.subject).toBe('For {{nmae}}');
    expect(unknown.text).toMatch(/^Camille Martin: https:\S+ 4821 0937\n$/);
    const open = await preview({ subject: 'For {{name}}', body: 'Hello {{name}} {{#pin}}' });
    expect(open).toMatchObject({ subject: 'For Camille Martin', text: 'Hello {{name}} {{#pin}}\n' });
    expect(open.html).toContain('Hello {{name}} {{#pin}}');
  });

  it('never ends a line of a mail’s head, nor brings markup along', () => {
    const bits = [
      '<',
      '>',
      '"',
      "'",
      '&',
      '&lt;',
      'script',
      ' onclick=',
      'http://x.example/',
      '\r\n',
      '\u2028',
      '{{',
      '}}',
    ];
    const text = fc
      .array(fc.oneof(fc.constantFrom(...bits), fc.string({ unit: 'grapheme' })))
      .map((all) => all.join(''));
    fc.assert(
      fc.property(text, text, text, (name, organisation, more) => {
        const template = {
          subject: '{{organisation}} {{name}}',
          body: `{{name}}\n\n{{{organisation}}} {{&name}}{{link}}`,
        };
        const values = { name, organisation, link: 'https://s.example/i/x', [more]: more };
        const { subject, html } = renderMail(template, 'invitation', 'en', values);
        expect(subject).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
        const tags = new Set(html.match(/<[^>]*>/g)?.map((tag) => tag.split(/[\s>]/)[0]));
        const ours = [
          '<!doctype',
          '<html',
          '<head',
          '<meta',
          '<title',
          '</title',
          '</head',
          '<body',
          '<p',
          '<a',
          '<br',
        ];
        for (const tag of tags)
          expect([...ours, '</p', '</a', '</body', '</html', '<ul', '<li', '</li', '</ul']).toContain(tag);
      }),
    );
  });
});

it('every kind of mail has a preview of everything it may name that goes together', async () => {
  const { service } = mailBench();
  for (const { kind, language } of EACH) {
    const apart = ['pinApart', 'directory', 'password', 'newPassword'];
    const fields = MAIL_FIELDS[kind].filter((field) => kind === 'password' || !apart.includes(field));
    const body = fields.map((field) => `${field}={{${field}}}`).join('\n');
    const { text } = await service.preview({ kind, language, template: { subject: 'x', body } });
    for (const field of fields) expect(text).toMatch(new RegExp(`^${field}=\\S`, 'm'));
  }
});
