import type { Store } from '@/lib/domain/store'
import { CliFailure } from './cli-failure'

/** The store that the server uses; to be closed by the caller. Throws CliFailure where it cannot be reached. */
export async function openStore(): Promise<Store> {
  throw new CliFailure('The store cannot be opened from the terminal in this build.')
}
