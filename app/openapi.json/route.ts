import { endpointRows } from '@/lib/endpoint-rows'
import { nextRoute } from '@/lib/http/next-route'
import { openApiRow } from '@/lib/http/openapi-row'

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = nextRoute(openApiRow(endpointRows))
