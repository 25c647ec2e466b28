/** What the fuzzer knows of the workspace it talks to; secrets come in as valid flows win them. */
export interface Known {
  readonly peoplePort: number;
  readonly devicesPort: number;
  readonly publicName: string;
  /** Texts of links that lead in. */
  readonly links: string[];
  readonly userNames: readonly string[];
  /** Session cookies that are good, or were. */
  readonly sessions: string[];
  /** Whatever must stand in no log and in no file. */
  readonly secrets: Set<string>;
}
