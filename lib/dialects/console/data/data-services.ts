import type { DataAdminPorts } from '@/lib/admin/data/data-admin-ports'

/** What the administration of data sources needs beside the HTTP kit. */
export type DataServices = { dataAdmin: DataAdminPorts }
