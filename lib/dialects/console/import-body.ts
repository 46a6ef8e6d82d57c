// The wire of contract 6's import, one agent and many.
import { z } from 'zod'
import type { ImportAgentInput, ImportAgentResult } from '@/lib/admin/import-agent'
import type { FailedImport } from '@/lib/admin/import-agents'

export const importBody = z
  .object({
    tenant_id: z.string(),
    agent_json: z
      .unknown()
      .optional()
      .meta({ description: 'The configuration: an object with `agent` and `workflow`, or with `assistant`' }),
    notes: z.string().nullish(),
    created_by: z.string().max(200).nullish(),
    dry_run: z.boolean().nullish().meta({ description: 'Checks everything and writes nothing' }),
    activate: z.boolean().nullish().meta({ description: 'Default true; false makes a version without activating it' }),
    phone_numbers: z.unknown().optional().meta({ description: 'Accepted and ignored: text has no phone numbers' }),
  })
  .meta({ id: 'ImportAgent' })

export const importResult = z
  .object({
    success: z.boolean(),
    tenant_id: z.string(),
    agent_id: z.string().nullable(),
    agent_name: z.string().nullable(),
    action: z.enum(['created', 'updated', 'validated', 'failed']),
    version: z.int().nullable(),
    previous_version: z.int().nullable(),
    voice_config_linked: z.boolean(),
    rag_enabled: z.boolean(),
    phone_numbers_mapped: z.array(z.string()),
    validation_warnings: z.array(z.string()),
    error_message: z.string().nullable(),
  })
  .meta({ id: 'ImportResult' })

export function importInput(body: z.output<typeof importBody>): ImportAgentInput {
  return {
    tenantId: body.tenant_id,
    agentJson: body.agent_json,
    notes: body.notes ?? null,
    createdBy: body.created_by ?? null,
    dryRun: body.dry_run ?? false,
    activate: body.activate ?? true,
  }
}

export function importResultOf(result: ImportAgentResult | FailedImport): z.output<typeof importResult> {
  const failed = result.action === 'failed'
  return {
    success: !failed,
    tenant_id: result.tenantId,
    agent_id: failed ? null : result.agentId,
    agent_name: failed ? null : result.agentName,
    action: result.action,
    version: failed ? null : result.version,
    previous_version: failed ? null : result.previousVersion,
    voice_config_linked: false,
    rag_enabled: failed ? false : result.ragEnabled,
    phone_numbers_mapped: [],
    validation_warnings: failed ? [] : result.validationWarnings,
    error_message: failed ? result.errorMessage : null,
  }
}
