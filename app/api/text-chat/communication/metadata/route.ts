import { communicationMetadataRow } from '@/lib/dialects/forms/communication-metadata'
import { nextRoute } from '@/lib/http/next-route'

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = nextRoute(communicationMetadataRow)
