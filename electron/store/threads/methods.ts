type Method = (...args: unknown[]) => unknown;
/** The methods of a thread by the names they have between threads. */
export type Methods = ReadonlyMap<string, Method>;

/** Lists methods by name. Their arguments come from `ThreadClient.call`, which holds them to the same types. */
export function methodsOf(methods: object): Methods {
  return new Map(Object.entries(methods).filter(isMethod));
}

function isMethod(entry: [string, unknown]): entry is [string, Method] {
  return typeof entry[1] === 'function';
}
