import type { DataTableShown } from '@/lib/domain/data-tools'
import type { TableView } from './wire'

/** A table of an event, as messages carry it. */
export function tableView({ isCut, ...table }: DataTableShown): TableView {
  return { ...table, is_cut: isCut }
}
