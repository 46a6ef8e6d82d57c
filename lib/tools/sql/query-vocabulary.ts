// What a query may be made of. Everything else is refused, and only what stands here may be executed by the reading role.

/** Of each node of the parse tree the fields that it may have; `location` and its like are allowed everywhere. */
export const nodeFields: Readonly<Record<string, readonly string[]>> = {
  SelectStmt: [
    ...['distinctClause', 'targetList', 'fromClause', 'whereClause', 'groupClause', 'groupDistinct', 'havingClause'],
    ...['windowClause', 'valuesLists', 'sortClause', 'limitOffset', 'limitCount', 'limitOption', 'withClause'],
    ...['op', 'all', 'larg', 'rarg'],
  ],
  WithClause: ['ctes'],
  CommonTableExpr: ['ctename', 'aliascolnames', 'ctematerialized', 'ctequery'],
  ResTarget: ['name', 'val'],
  ColumnRef: ['fields'],
  A_Star: [],
  A_Const: ['ival', 'fval', 'boolval', 'sval', 'isnull'],
  A_Expr: ['kind', 'name', 'lexpr', 'rexpr', 'rexpr_list_start', 'rexpr_list_end'],
  A_ArrayExpr: ['elements', 'list_start', 'list_end'],
  BoolExpr: ['boolop', 'args'],
  NullTest: ['arg', 'nulltesttype'],
  BooleanTest: ['arg', 'booltesttype'],
  CaseExpr: ['arg', 'args', 'defresult'],
  CaseWhen: ['expr', 'result'],
  CoalesceExpr: ['args'],
  MinMaxExpr: ['op', 'args'],
  RowExpr: ['args', 'row_format'],
  SubLink: ['subLinkType', 'testexpr', 'operName', 'subselect'],
  TypeCast: ['arg', 'typeName'],
  TypeName: ['names', 'typmods', 'typemod'],
  FuncCall: [
    ...['funcname', 'args', 'agg_order', 'agg_filter', 'over', 'agg_within_group', 'agg_star', 'agg_distinct'],
    'funcformat',
  ],
  SQLValueFunction: ['op', 'typmod'],
  WindowDef: ['name', 'refname', 'partitionClause', 'orderClause', 'frameOptions', 'startOffset', 'endOffset'],
  SortBy: ['node', 'sortby_dir', 'sortby_nulls'],
  JoinExpr: ['jointype', 'larg', 'rarg', 'usingClause', 'quals'],
  RangeVar: ['relname', 'inh', 'relpersistence', 'alias'],
  RangeSubselect: ['lateral', 'subquery', 'alias'],
  Alias: ['aliasname', 'colnames'],
  List: ['items'],
  String: ['sval'],
  Integer: ['ival'],
  Float: ['fval'],
  Boolean: ['boolval'],
}

/** Fields whose node is not named in the tree, and which node it is. */
export const plainFields: Readonly<Record<string, string>> = {
  larg: 'SelectStmt',
  rarg: 'SelectStmt',
  withClause: 'WithClause',
  typeName: 'TypeName',
  over: 'WindowDef',
  alias: 'Alias',
  ival: 'Integer',
  fval: 'Float',
  boolval: 'Boolean',
  sval: 'String',
}

export const expressionKinds: ReadonlySet<string> = new Set([
  ...['AEXPR_OP', 'AEXPR_OP_ANY', 'AEXPR_OP_ALL', 'AEXPR_DISTINCT', 'AEXPR_NOT_DISTINCT', 'AEXPR_NULLIF', 'AEXPR_IN'],
  ...['AEXPR_LIKE', 'AEXPR_ILIKE', 'AEXPR_BETWEEN', 'AEXPR_NOT_BETWEEN', 'AEXPR_BETWEEN_SYM', 'AEXPR_NOT_BETWEEN_SYM'],
])

export const operators: readonly string[] = [
  ...['=', '<>', '!=', '<', '>', '<=', '>=', '+', '-', '*', '/', '%', '||'],
  ...['~~', '!~~', '~~*', '!~~*'],
]

/** What the parser writes for BETWEEN. */
export const betweens: readonly string[] = ['BETWEEN', 'NOT BETWEEN', 'BETWEEN SYMMETRIC', 'NOT BETWEEN SYMMETRIC']

/** By name, all of `pg_catalog`. None writes, sleeps, reads settings, files or the catalogue, or makes much of little. */
export const functions: readonly string[] = [
  ...['count', 'sum', 'avg', 'min', 'max', 'bool_and', 'bool_or', 'every', 'string_agg', 'mode', 'corr'],
  ...['stddev', 'stddev_pop', 'stddev_samp', 'variance', 'var_pop', 'var_samp', 'percentile_cont', 'percentile_disc'],
  ...['row_number', 'rank', 'dense_rank', 'percent_rank', 'cume_dist', 'ntile', 'lag', 'lead'],
  ...['first_value', 'last_value', 'nth_value'],
  ...['abs', 'ceil', 'ceiling', 'floor', 'round', 'trunc', 'sign', 'mod', 'div', 'sqrt'],
  ...['lower', 'upper', 'initcap', 'length', 'char_length', 'character_length', 'btrim', 'ltrim', 'rtrim', 'trim'],
  ...['substring', 'substr', 'left', 'right', 'position', 'strpos', 'reverse', 'split_part', 'starts_with'],
  ...['concat', 'concat_ws', 'extract', 'date_part', 'date_trunc', 'to_char', 'to_date', 'to_timestamp', 'to_number'],
  ...['age', 'now', 'make_date', 'make_interval', 'timezone'],
]

export const valueFunctions: readonly string[] = [
  ...['SVFOP_CURRENT_DATE', 'SVFOP_CURRENT_TIMESTAMP', 'SVFOP_CURRENT_TIMESTAMP_N', 'SVFOP_CURRENT_TIME'],
  ...['SVFOP_LOCALTIMESTAMP', 'SVFOP_LOCALTIMESTAMP_N', 'SVFOP_LOCALTIME'],
]

export const types: ReadonlySet<string> = new Set([
  ...['int2', 'int4', 'int8', 'numeric', 'float4', 'float8', 'text', 'varchar', 'bpchar', 'bool', 'uuid'],
  ...['date', 'time', 'timetz', 'timestamp', 'timestamptz', 'interval'],
])

/** Columns that every table has and nobody may read. */
export const systemColumns: ReadonlySet<string> = new Set([
  ...['ctid', 'xmin', 'xmax', 'cmin', 'cmax', 'tableoid', 'oid'],
])
