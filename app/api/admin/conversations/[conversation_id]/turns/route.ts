import { listTurnsOf } from '@/lib/dialects/console/list-turns'
import { nextRoute } from '@/lib/http/next-route'

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = nextRoute(listTurnsOf)
