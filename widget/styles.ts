// Constructed style sheets: a host's content security policy has nothing to say about them. Every visit pays for each
// byte, so names are short. Inside `.w`: the button b, its count n, the panel p, its close button x, the greeting g.
// A frame that is refused is shown after a while: the browser's own words are better than an empty panel.
const common = `.w{font:15px/1.5 var(--parley-font,system-ui,sans-serif)}
*{box-sizing:border-box}
[hidden]{display:none!important}
button{font:inherit;color:inherit;background:0 0;border:0;padding:0;min-width:44px;min-height:44px;cursor:pointer}
.x{position:absolute;top:6px;right:6px;font-size:26px}
.p,.g{border:1px solid light-dark(#dedad3,#2c3336);border-radius:var(--parley-radius,10px);background:light-dark(#fbfaf7,#0f1416);color:light-dark(#1a1f22,#e6e7e4);overflow:hidden}
iframe{width:100%;height:100%;border:0;color-scheme:inherit;opacity:0;animation:v 0s 4s forwards}
.ready iframe{animation:v 0s forwards}
@keyframes v{to{opacity:1}}
.ready .x{display:none}`

const inCorner = `:host{position:fixed!important;bottom:0;right:0;z-index:2147483000}
.w{--d:var(--parley-inset,20px)}
.b,.p,.g{position:fixed;bottom:var(--d);right:var(--d);box-shadow:0 8px 28px #0004}
.left>*{right:auto;left:var(--d)}
.b{--a:var(--parley-accent,light-dark(#005c5c,#5cc7c0));width:56px;height:56px;border-radius:50%;background:var(--a);color:oklch(from var(--a) clamp(0,(.65 - l)*1000,1) 0 0)}
.b:before{content:"";display:block;width:24px;height:20px;margin:auto;border:2px solid;border-radius:7px 7px 7px 0}
.b[aria-expanded=true]:before{content:"×";border:0;font-size:32px;line-height:18px}
.n{position:absolute;top:-4px;right:-4px;min-width:22px;border-radius:11px;background:#b3261e;color:#fff;font-size:13px;line-height:1.7}
.p,.g{bottom:calc(var(--d) + 72px)}
.p{width:min(var(--parley-width,380px),100vw - 2*var(--d));height:min(var(--parley-height,640px),100dvh - 88px - var(--d))}
.g{display:flex;max-width:280px}
.g button{padding:11px 0 11px 16px;text-align:start}
.g .x{position:static;padding:0}
@media (max-width:480px){.w>.p{inset:0;width:100%;height:100dvh;border:0;border-radius:0}}`

const inline = `:host{display:block;position:relative;width:100%;height:var(--parley-height,100%)}
.p{position:absolute;inset:0}`

export function styleSheet(isInline: boolean): CSSStyleSheet {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(common + (isInline ? inline : inCorner))
  return sheet
}
