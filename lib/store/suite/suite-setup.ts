import type { Store } from '@/lib/domain/store'

export type SuiteSetup = { store(): Store; passTime(ms: number): Promise<void> }
