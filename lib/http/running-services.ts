/** The server puts its services there before Next starts; Next's bundles have their own copies of every module. */
const servicesKey = Symbol.for('parley.services')

/** The services of this process. Throws where the server has not made them: a build touches none. */
export function runningServices<S>(): S {
  const found: unknown = Reflect.get(globalThis, servicesKey)
  if (!isServices<S>(found)) throw new Error('the services are not there: the server makes them before it serves')
  return found
}

/** What stands under the key is made by one function only, `createServices`; its type is taken on trust. */
function isServices<S>(value: unknown): value is S {
  return typeof value === 'object' && value !== null
}
