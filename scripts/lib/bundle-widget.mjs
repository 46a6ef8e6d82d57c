import { build } from 'esbuild'

/** The one file that other people's pages load; they may be looked at with browsers of the last few years. */
export async function bundleWidget(root) {
  await build({
    absWorkingDir: root,
    entryPoints: ['widget/widget.ts'],
    outfile: 'public/widget.js',
    bundle: true,
    minify: true,
    format: 'iife',
    tsconfigRaw: { compilerOptions: { strict: false, baseUrl: root, paths: { '@/*': ['./*'] } } },
    target: ['chrome119', 'safari16.4', 'firefox128'],
    legalComments: 'none',
    logLevel: 'silent',
  })
}
