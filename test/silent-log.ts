import type { Log } from '@/lib/domain/log'

export const silentLog: Log = { debug() {}, info() {}, warn() {}, error() {}, child: () => silentLog }
