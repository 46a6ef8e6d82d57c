import { apiDocsPage } from '@/lib/http/api-docs-page'

export function GET(): Response {
  return apiDocsPage('redoc')
}
