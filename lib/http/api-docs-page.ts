// The pages that show the API's document: Swagger UI and ReDoc from our own files, without inline scripts.

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const viewers = {
  swagger: {
    head: '<link rel="stylesheet" href="/api-docs/swagger-ui.css">',
    scripts: ['/api-docs/swagger-ui-bundle.js', '/api-docs-start/swagger.js'],
  },
  redoc: { head: '', scripts: ['/api-docs/redoc.standalone.js', '/api-docs-start/redoc.js'] },
} as const

/** Contract 3: `/docs` (swagger) and `/redoc`. */
export function apiDocsPage(viewer: keyof typeof viewers): Response {
  const { head, scripts } = viewers[viewer]
  const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Parley API</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
${head}
<style>body { margin: 0 }</style>
</head>
<body>
<div id="docs"><noscript>The API's document is at <a href="/openapi.json">/openapi.json</a>.</noscript></div>
${scripts.map((source) => `<script src="${source}"></script>`).join('\n')}
</body>
</html>
`
  return new Response(html, {
    headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy },
  })
}
