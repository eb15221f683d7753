// Puts into an access token what Darkroom's services read: `customer_id` (whose images) and `roles`.
//
// A person's come from its user attribute, which only administrators write, and its groups. A machine's come from the
// scopes of its app client, which it cannot choose beyond what an administrator allowed: `customer.NAME` and `role.NAME`.
const API = "darkroom-api/";
const CUSTOMER = /^[a-z0-9][a-z0-9-]{0,62}$/;
const ROLES = ["customer", "analyst", "operator"];

function ofPerson(request) {
  const groups = request.groupConfiguration?.groupsToOverride ?? [];
  return { customer: request.userAttributes?.["custom:customer_id"], roles: groups };
}

function ofMachine(request) {
  const scopes = (request.scopes ?? []).filter((s) => s.startsWith(API)).map((s) => s.slice(API.length));
  const named = (kind) => scopes.filter((s) => s.startsWith(kind)).map((s) => s.slice(kind.length));
  const customers = named("customer.");
  const roles = named("role.");
  return { customer: customers.length === 1 ? customers[0] : undefined, roles };
}

exports.handler = async (event) => {
  const machine = event.triggerSource === "TokenGeneration_ClientCredentials";
  const { customer, roles } = machine ? ofMachine(event.request) : ofPerson(event.request);
  const claims = { roles: ROLES.filter((role) => roles.includes(role)) };
  if (CUSTOMER.test(customer ?? "")) {
    claims.customer_id = customer;
  }
  event.response = {
    claimsAndScopeOverrideDetails: { accessTokenGeneration: { claimsToAddOrOverride: claims } },
  };
  return event;
};
