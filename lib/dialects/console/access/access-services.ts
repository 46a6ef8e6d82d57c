import type { AccessAdminPorts } from '@/lib/admin/access/access-ports'

/** What the administration of access needs beside the HTTP kit. */
export type AccessServices = { accessAdmin: AccessAdminPorts }
