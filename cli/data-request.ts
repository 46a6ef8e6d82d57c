import { usageFailure } from './cli-failure'
import { demoTenant } from './demo-ids'
import { parseLine } from './parse-line'

type Owned = { tenantId: string }

export type DataRequest =
  | { act: 'help' }
  | (Owned & { act: 'import'; file: string; name: string; identity: string | null })
  | (Owned & { act: 'connect'; variable: string; name: string; identity: string | null })
  | (Owned & { act: 'list' })
  | (Owned & { act: 'show' | 'remove'; name: string })
  | (Owned & { act: 'query'; name: string; sql: string; as: { firstName: string; lastName: string } | null })

export const dataUsage = `Databases that data agents answer from.

  npm run data -- import FILE --name NAME [--identity RULE]   a SQL script or a SQLite file, loaded into its own database
  npm run data -- connect --name NAME --url-env VAR [--identity RULE]
                                                              a PostgreSQL, read where it is
  npm run data -- list                                        all of them
  npm run data -- show NAME                                   tables and columns, as agents see them
  npm run data -- query NAME "SQL" [--as "FIRST LAST"]        as an agent would ask, in somebody's name or nobody's
  npm run data -- remove NAME                                 with its database, where it has its own

      --identity RULE  who a person is: TABLE.KEY,FIRST_NAME,LAST_NAME, as in customer.customer_id,first_name,last_name.
                       Rows from which keys lead there are then shown to that person alone
      --url-env VAR    the environment variable that holds the address, as in postgresql://reader:…@host/database.
                       Without a rule its role should be able to read and nothing else. With one it owns the tables
                       and may make roles and a schema: policies for a reading role of ours alone are put on them
  -t, --tenant ID      whose it is (the demo tenant)
`

const options = {
  name: { type: 'string', short: 'n' },
  identity: { type: 'string' },
  'url-env': { type: 'string' },
  as: { type: 'string' },
  tenant: { type: 'string', short: 't' },
  help: { type: 'boolean', short: 'h' },
} as const

/** Throws CliFailure, with the usage, where the command line makes no sense. */
export function parseDataRequest(argv: readonly string[]): DataRequest {
  const { values, positionals } = parseLine(argv, options, dataUsage)
  const [act, first, ...rest] = positionals
  const { tenant: tenantId = demoTenant, name } = values
  if (values.help) return { act: 'help' }
  if (act === 'list' && first === undefined) return { act, tenantId }
  if ((act === 'show' || act === 'remove') && first !== undefined && rest.length === 0)
    return { act, tenantId, name: first }
  if (act === 'query' && first !== undefined && rest.length > 0)
    return { act, tenantId, name: first, sql: rest.join(' '), as: person(values.as) }
  if (act === 'import' && first !== undefined && rest.length === 0 && name !== undefined)
    return { act, tenantId, file: first, name, identity: values.identity ?? null }
  const variable = values['url-env']
  if (act === 'connect' && first === undefined && name !== undefined && variable !== undefined)
    return { act, tenantId, name, variable, identity: values.identity ?? null }
  throw usageFailure(
    `Say import FILE --name NAME, connect, list, show NAME, query NAME "SQL" or remove NAME.\n\n${dataUsage}`,
  )
}

function person(text: string | undefined): { firstName: string; lastName: string } | null {
  if (text === undefined) return null
  const [firstName = '', ...rest] = text.trim().split(/\s+/)
  if (rest.length === 0) throw usageFailure('--as takes a first and a last name: --as "Frank Harris".')
  return { firstName, lastName: rest.join(' ') }
}
