/** The most cards one file holds (`invitations.sheet`). */
export const MOST_CARDS = 500;
