/**
 * What the most common passwords of published leaks are made of, in English, French and along keyboards: as letters
 * alone without accents, since digits and signs are put around them.
 */
const WORDS = `
password passwort motdepasse mdp passwd passphrase secret pass passpass mypassword newpassword changeme changemoi
letmein welcome bienvenue bonjour hello helloworld login admin administrator administrateur root user utilisateur guest
invite test testtest demo default temp temporary provisoire company entreprise
qwerty qwertyuiop qwertz qwertzuiop azerty azertyuiop asdf asdfgh asdfghjkl qsdfghjklm zxcvbn zxcvbnm wxcvbn qazwsx
qazwsxedc abc abcd abcdef abcdefgh abcabc aabbcc qwer qweasd qweasdzxc azeqsd
iloveyou jetaime loveyou lovely love amour monamour princess princesse doudou loulou chouchou sunshine soleil chocolat
chocolate dragon monkey football soccer baseball basketball superman batman spiderman pokemon starwars master shadow
michael jessica jennifer ashley daniel charlie jordan thomas nicolas camille marseille paris france
computer ordinateur internet summer winter spring autumn ete hiver printemps automne
january february march april june july august september october november december
janvier fevrier mars avril juin juillet aout septembre octobre novembre decembre
monday tuesday wednesday thursday friday saturday sunday lundi mardi mercredi jeudi vendredi samedi dimanche
freedom whatever trustno nothing liverpool chelsea arsenal samsung google android iphone windows microsoft
`;

/** Common words as letters in lower case. */
export const COMMON_WORDS: ReadonlySet<string> = new Set(WORDS.trim().split(/\s+/));
