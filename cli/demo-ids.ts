// What the tools talk to where nothing else is named: the demo data's tenant and agent.
export const demoTenant = '6bc1814c-5705-5b6e-af99-104b91962282'
export const demoAgent = 'a1b2c3d4-e5f6-4890-abcd-ef1234567890'
