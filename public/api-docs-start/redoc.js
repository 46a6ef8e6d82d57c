Redoc.init('/openapi.json', { hideHostname: true, nativeScrollbars: true }, document.getElementById('docs'))
