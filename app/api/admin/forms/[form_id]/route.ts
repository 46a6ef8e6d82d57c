import { changeFormRow } from '@/lib/dialects/console/forms/change-form'
import { readFormRow } from '@/lib/dialects/console/forms/read-form'
import { replaceFormRow } from '@/lib/dialects/console/forms/replace-form'
import { nextRoute } from '@/lib/http/next-route'

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = nextRoute(changeFormRow, readFormRow, replaceFormRow)
