import { AppError } from '@/lib/domain/errors'
import { isInstalled, runTool } from '@/lib/store/embedded-postgres/run-tool'

/**
 * Who PostgreSQL runs as, since it refuses root: `self`; `namespace`, root's files under an unprivileged name; or `other`,
 * an account that owns the cluster. `prefix` goes before a command line; `uid` and `gid` own the files.
 */
export type Account = { kind: 'self' | 'namespace' | 'other'; uid: number; gid: number; prefix: readonly string[] }

type Owner = { uid: number; gid: number }

const nobody: Owner = { uid: 65534, gid: 65534 }
const namespacePrefix = ['unshare', '--user', `--map-user=${nobody.uid}`, `--map-group=${nobody.gid}`, '--']

/** `owner` is the existing cluster's, null for a cluster still to be made. Throws AppError when nobody may run it. */
export async function chooseAccount(folder: string, owner: Owner | null): Promise<Account> {
  const me = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 }
  if (me.uid !== 0) {
    if (owner && owner.uid !== me.uid) throw new AppError('SERVER_ERROR', belongsToAnother(folder, owner.uid))
    return { kind: 'self', ...me, prefix: [] }
  }
  if (owner && owner.uid !== 0) return asOther(owner)
  if (await namespacesAllowed()) return { kind: 'namespace', ...me, prefix: namespacePrefix }
  if (owner) throw new AppError('SERVER_ERROR', rootOnly(folder))
  return asOther(nobody)
}

/** Whether the account can do what the words say: `test -x FOLDER`, `postgres --version`. */
export async function accountCan(account: Account, words: readonly string[]): Promise<boolean> {
  return (await runTool([...account.prefix, ...words])).code === 0
}

function asOther(owner: Owner): Account {
  const prefix = ['setpriv', `--reuid=${owner.uid}`, `--regid=${owner.gid}`, '--clear-groups', '--']
  return { kind: 'other', ...owner, prefix }
}

async function namespacesAllowed(): Promise<boolean> {
  return isInstalled('unshare') && (await runTool([...namespacePrefix, 'true'])).code === 0
}

function belongsToAnother(folder: string, uid: number): string {
  return `The database in ${folder} belongs to another user (uid ${uid}): start the server as that user, or set DATA_DIR to a folder of your own.`
}

function rootOnly(folder: string): string {
  return `The database in ${folder} was made by root where user namespaces are allowed, and here they are not: allow them, give the folder to an ordinary user and start as that user, or set DATABASE_URL.`
}
