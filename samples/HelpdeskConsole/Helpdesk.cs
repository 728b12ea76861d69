using BillingContext.Audit;
using BillingContext.Customers;
using BillingContext.Payments;
using BillingContext.Refunds;
using BillingContext.Subscriptions;
using BillingContext.Webhooks;

namespace HelpdeskConsole;

/// <summary>What a helpdesk takes from its container: the whole of BillingContext that this sample uses.</summary>
internal sealed record Helpdesk(
    ICustomerResolver Customers,
    IPaymentContextProvider Contexts,
    IRefundService Refunds,
    ISubscriptionService Subscriptions,
    IMerchantSwitch Switch,
    WebhookEventRouter Webhooks,
    IBillingFeed Feed,
    IAuditLog Audit);
