import { exportCsvRow } from '@/lib/dialects/console/forms/export-responses'
import { nextRoute } from '@/lib/http/next-route'

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = nextRoute(exportCsvRow)
