import { expect, it } from 'vitest';
import { type UserLine, userLines } from '../../../electron/model/user-list.ts';

const read = (text: string): UserLine[] => [...userLines(text)];
const only = (text: string): Partial<UserLine> | undefined => read(text)[0];

it.each([
  ['User name,E-mail address,Name,Language,Notes'],
  ['Nom d’utilisateur;Adresse e-mail;Nom;Langue;Remarques'],
  ['username\tEMAIL\tdisplayName\tlanguage\tnotes'],
  ['Identifiant;Courriel;Nom complet;Langue;Note'],
])('reads what %s say', (heading) => {
  const delimiter = /[,;\t]/.exec(heading)?.[0] ?? '';
  const line = ['jo', 'jo@example.org', 'Jo Doe', 'Français', 'a note'].join(delimiter);
  expect(read(`\uFEFF${heading}\r\n${line}\r\n`)).toEqual([
    {
      line: 2,
      fault: null,
      userName: 'jo',
      named: true,
      email: 'jo@example.org',
      displayName: 'Jo Doe',
      language: 'fr',
      notes: 'a note',
    },
  ]);
});

it('puts a name together from its parts, as Google’s own list has them', () => {
  const text =
    'First Name [Required],Last Name [Required],Email Address [Required],Password [Required],Org Unit Path\n' +
    'Zoé,de la Cour,zoe@example.org,****,/Staff';
  expect(only(text)).toMatchObject({
    userName: 'zoe@example.org',
    named: false,
    displayName: 'Zoé de la Cour',
    fault: null,
  });
});

it('an empty cell says nothing, a lone hyphen clears, a guarded cell is as it was before its export', () => {
  const text = "email,name,notes,language\na@example.org,,,\nb@example.org,B,-,-\nc@example.org,C,'=1+1,de";
  expect(read(text)).toMatchObject([
    { displayName: null, notes: null, language: null },
    { displayName: 'B', notes: '', language: '' },
    { notes: '=1+1', language: null },
  ]);
});

it('white space in a name is one space, and notes keep their lines', () => {
  expect(only('username,name,notes\n" jo  x ","Jo\n  Doe","one\ntwo"')).toMatchObject({
    userName: 'jo x',
    displayName: 'Jo Doe',
    notes: 'one\ntwo',
  });
});

it.each([
  ['no_user_name', 'a,b@example.org,n', ',,n'],
  ['no_user_name', 'a,b@example.org,n', '-,-,n'],
  ['bad_email', '', 'a,not an address,n'],
  ['too_long', '', `${'a'.repeat(255)},,n`],
  ['too_long', '', `a,,${'n'.repeat(201)}`],
  ['cell_count', '', 'a,a@example.org'],
  ['cell_count', '', 'a,a@example.org,Doe, Jo'],
])('tells %s', (fault, before, line) => {
  const lines = read(`user name,email,name\n${before}${before === '' ? '' : '\n'}${line}\nlast,,Last`);
  expect(lines.map((each) => each.fault)).toEqual([...(before === '' ? [] : [null]), fault, null]);
});

it('tells who is listed twice, whatever the case, and takes a faulty line for nobody', () => {
  const text = 'user name,email,name\nJo,,A\njo,,B\nal,bad,C\nAL,,D\n,x@example.org,E\nX@example.org,,F';
  expect(read(text).map(({ line, fault }) => [line, fault])).toEqual([
    [2, null],
    [3, 'listed_twice'],
    [4, 'bad_email'],
    [5, null],
    [6, null],
    [7, 'listed_twice'],
  ]);
});

it.each([
  ['', 1, 'empty'],
  ['name,notes\na,b', 1, 'no_user_heading'],
  ['email,E-Mail,name\na,b,c', 1, 'heading_twice'],
  ['email,name\na@example.org,"b', 2, 'quote_open'],
  ['email,name\na@example.org,"b" c', 2, 'quote_inside'],
])('cannot read %j', (text, line, problem) => {
  expect(() => read(text)).toThrow(expect.objectContaining({ code: 'list_unreadable' }));
  try {
    read(text);
  } catch (error) {
    expect(error).toMatchObject({ details: { line, problem } });
  }
});
