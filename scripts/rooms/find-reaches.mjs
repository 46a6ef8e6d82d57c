// What module records do not tell: dynamic and type imports, `require`, the global fetch, the environment.

/** `imports`: further imports; `found`: uses of `fetch` and `environment`. Offsets are into the text. */
export function findReaches(program) {
  const imports = []
  const found = []
  const bound = new Set()
  const fetches = []
  walk(program, null, null, (node, parent, key) => {
    const specifier = importedBy(node)
    if (specifier !== null)
      imports.push({ specifier, at: node.start, names: node.type === 'TSImportType' ? [] : ['*'] })
    if (readsEnvironment(node)) found.push({ what: 'environment', at: node.start })
    if (isGlobalMember(node, 'fetch')) found.push({ what: 'fetch', at: node.start })
    if (node.type !== 'Identifier' || node.name !== 'fetch') return
    if (isBinding(parent, key)) bound.add(node.name)
    else if (isReference(parent, key)) fetches.push(node.start)
  })
  // A file that binds the name itself was handed its fetch.
  if (!bound.has('fetch')) for (const at of fetches) found.push({ what: 'fetch', at })
  return { imports, found }
}

function walk(node, parent, key, visit) {
  visit(node, parent, key)
  for (const [name, child] of Object.entries(node)) {
    if (Array.isArray(child)) {
      for (const item of child) if (item?.type) walk(item, node, name, visit)
    } else if (child?.type) walk(child, node, name, visit)
  }
}

function importedBy(node) {
  if (node.type === 'ImportExpression') return literal(node.source)
  if (node.type === 'TSImportType') return literal(node.source ?? node.argument)
  if (node.type === 'TSImportEqualsDeclaration') return literal(node.moduleReference?.expression)
  if (node.type === 'CallExpression' && node.callee.name === 'require') return literal(node.arguments[0])
  return null
}

function literal(node) {
  if (node?.type === 'TSLiteralType') return literal(node.literal)
  if (node?.type === 'TemplateLiteral' && node.quasis.length === 1) return node.quasis[0].value.cooked
  return node?.type === 'Literal' && typeof node.value === 'string' ? node.value : null
}

function readsEnvironment(node) {
  if (node.type === 'MemberExpression' && memberName(node) === 'env')
    return (
      isNamed(node.object, 'process') || isGlobalMember(node.object, 'process') || node.object.type === 'MetaProperty'
    )
  if (node.type === 'VariableDeclarator' && node.id.type === 'ObjectPattern' && node.init)
    return (
      (isNamed(node.init, 'process') || isGlobalMember(node.init, 'process')) &&
      node.id.properties.some(({ key, type }) => type === 'RestElement' || key?.name === 'env')
    )
  if (node.type === 'ImportDeclaration' && /^(?:node:)?process$/.test(node.source.value))
    return node.specifiers.some(({ imported }) => imported?.name === 'env')
  return false
}

function isGlobalMember(node, name) {
  return (
    node?.type === 'MemberExpression' &&
    memberName(node) === name &&
    (isNamed(node.object, 'globalThis') || isNamed(node.object, 'window') || isNamed(node.object, 'self'))
  )
}

function memberName({ property, computed }) {
  return computed ? literal(property) : property.name
}

function isNamed(node, name) {
  return node?.type === 'Identifier' && node.name === name
}

const functions = /^(?:ArrowFunctionExpression|Function(?:Declaration|Expression)|TSDeclareFunction)$/

function isBinding(parent, key) {
  if (functions.test(parent.type)) return key === 'params' || key === 'id'
  if (parent.type === 'Property') return false
  return (
    (parent.type === 'VariableDeclarator' && key === 'id') ||
    /^Import(?:Default|Namespace)?Specifier$/.test(parent.type) ||
    (parent.type === 'AssignmentPattern' && key === 'left')
  )
}

const namesOnly = { MemberExpression: 'property', Property: 'key', MethodDefinition: 'key', PropertyDefinition: 'key' }

function isReference(parent, key) {
  if (parent.type.startsWith('TS')) return false
  return namesOnly[parent.type] !== key || Boolean(parent.computed)
}
