namespace BillingContext.Simulation.Defects;

/// <summary>Designs seen elsewhere that move money twice, lose it, or lose what happened; and our own with a guard taken out.</summary>
internal static class DefectList
{
    private const string Core = "src/BillingContext/";
    private const string Execution = Core + "Refunds/Internal/RefundExecution.cs";
    private const string Service = Core + "Refunds/Internal/RefundService.cs";
    private const string Recording = Core + "Refunds/Internal/RefundRecording.cs";
    private const string Case = Core + "Refunds/Internal/RefundCase.cs";
    private const string Life = Core + "Refunds/RefundIntent.Life.cs";
    private const string Router = Core + "Webhooks/WebhookEventRouter.cs";
    private const string Processor = Core + "Webhooks/Internal/EventProcessor.cs";
    private const string Effects = Core + "Webhooks/Internal/EventEffects.cs";
    private const string Memory = Core + "Storage/Internal/RefundTable.cs";
    private const string Approvals = Core + "Refunds/Internal/RefundApprovals.cs";
    private const string Answers = Core + "Refunds/ApprovalAnswer.Rules.cs";
    private const string Ending = Core + "Subscriptions/Internal/CancellationExecution.cs";
    private const string EndingLife = Core + "Subscriptions/CancellationIntent.Life.cs";
    private const string AskBefore = "EndOfAsking(LeaseUntil, CreatedAt);";
    private const string Key = "RefundKeys.IdempotencyKey(intent.Scope, intent.RequestId)";
    private const string RefusedCase =
        "case { Outcome: StripeWriteOutcome.Refused, Error: { } error }\n"
        + "                when !intent.MayHaveLanded && (before is null || !RefundReasons.IsPassing(error.Code)):";

    internal static readonly Defect[] All =
    [
        new("fresh-key", "an SDK's default; razorpay-mcp-server #128: a new key for each attempt", new Edit(
            Core + "StripeAdapter/Internal/StripeHttpClient.cs", "\"Idempotency-Key\", call.IdempotencyKey)", "\"Idempotency-Key\", call.IdempotencyKey + time.GetTimestamp())")),
        new("row-id", "medusajs/medusa #16681: the key is the row's, and the row is thrown away on an error",
            new Edit(Execution, Key, "RefundKeys.IdempotencyKey(intent.Scope, intent.RequestId + intent.CreatedAt.UtcTicks)"),
            new Edit(Life, "(this is { State: RefundState.Refused, MayHaveLanded: false } && RefundReasons.IsPassing(FailureCode));", "State is RefundState.Unknown or RefundState.Refused;")),
        new("error-is-final", "brandur/rocket-rides-atomic: any error of Stripe's is the last word", new Edit(Execution, RefusedCase, "case { Error: { } error } when intent.RequestId.Length > 0:")),
        new("no-guard-no-list", "triggerdotdev #4953: a stable key, sent for ever, and nobody looks first",
            new Edit(Life, "now - CreatedAt < KeyLifetime;", "now >= CreatedAt - KeyLifetime;"),
            new Edit(Life, AskBefore, "LeaseUntil;"),
            new Edit(Execution, "if (refunds.FirstOrDefault(taken.IsMadeBy) is { } made)", "if (refunds.FirstOrDefault(_ => taken.Looks < 0) is { } made)"),
            new Edit(Execution, "refund?.Payment.Refunds.FirstOrDefault(taken.IsMadeBy)", "refund?.Payment.Refunds.FirstOrDefault(_ => taken.Looks < 0)"),
            new Edit(Execution, "refunds.Any(taken.MayBeReplacedBy)", "refunds.Any(_ => taken.Looks < 0)")),
        new("key-of-amount", "sub2api #5187: the key is of payment and amount", new Edit(Execution, Key, "RefundKeys.IdempotencyKey(intent.Scope, intent.Payment + \" \" + intent.Amount)")),
        new("key-of-state", "hexclave #1429: the key is of something that changes", new Edit(Execution, Key, "RefundKeys.IdempotencyKey(intent.Scope, intent.RequestId + intent.Version)")),
        new("guard-reset", "elizaOS #11539: the guard is reset when the write after the refund failed", new Edit(
            Execution,
            "            // Money may have moved, so this must reach the caller as an open request and not as a failure.\n",
            """
                        try
                        {
                            var reset = settled with { State = RefundState.Refused, Refund = null, FailureCode = "stripe.not_sent", MayHaveLanded = false, DueAt = null };
                            await store.CommitAsync(new StoreBatch { Intent = reset, Audit = [reset.Entry(AuditActions.RefundOutcome, actor, time.GetUtcNow())] }, CancellationToken.None).ConfigureAwait(false);
                        }
                        catch (Exception)
                        {
                        }


            """)),
        new("payload-trusted", "laravel/cashier #1201: updated before created; the event's word is taken", new Edit(
            Effects,
            "intent.Observe(refund, now) is var updated",
            "intent.Observe(refund with { Status = @event.Type == \"refund.failed\" ? Payments.RefundStatus.Failed : Payments.RefundStatus.Succeeded }, now) is var updated")),
        new("same-second", "stripe/sync-engine #268: a newer event of the same second is dropped", new Edit(
            Effects,
            "&& intent.Observe(refund, now) is var updated",
            "&& (intent.RefundedAt is null || @event.CreatedAt > intent.RefundedAt) && intent.Observe(refund, now) is var updated")),
        new("failed-handler-done", "unicon #42: an event is marked processed although its handler failed", new Edit(
            Processor, "            logger.WebhookHandlerFailed(", "            ended = held.Finish();\n            logger.WebhookHandlerFailed(")),
        new("claim-blocks", "PageSpace #1588: an abandoned claim blocks every redelivery", new Edit(Router, "known is not null && known.IsHeldAt(now)", "known is not null")),
        new("paused-node", "JasperFx/wolverine GH-5423: a node goes on after its lease was given away", new Edit(
            Life, AskBefore, "CreatedAt + TimeSpan.FromDays(30);")),
        new("own-refund-again", "woocommerce-gateway-stripe #838: our own refund counts a second time once Stripe shows it", new Edit(
            Case, "&& !Payment.Refunds.Any(refund => refund.Id == intent.Refund || intent.IsMadeBy(refund)));", "&& Payment.Refunds.Count >= 0);")),
        new("unknown-frees", "an amount whose outcome is unknown is free again", new Edit(
            Life, "public bool HoldsMoney => State is not (RefundState.Refused", "public bool HoldsMoney => State is not (RefundState.Unknown or RefundState.Refused")),
        new("no-reservation", "two decisions on the same remaining amount", new Edit(Recording, "                        Ledger = refund.Ledger,\n", "")),
        new("refusal-is-final", "a refusal counts although an earlier request may still land", new Edit(
            Execution, RefusedCase, "case { Outcome: StripeWriteOutcome.Refused, Error: { } error } when intent.RequestId.Length > 0:")),
        new("absent-too-early", "absence is taken as proof while a request may still land", new Edit(Life, "now < MayLeaveUntil + LandingWindow;", "now < MayLeaveUntil;")),
        new("approval-again", "a refund that waits for Stripe's approval is asked for again", new Edit(
            Execution, "return intent.Await(approval, now);", "return intent.Leave(approval.Id, now, mayHaveLeftUntil: now);")),
        new("no-write-ahead", "Stripe is asked before anything is recorded", new Edit(
            Service,
            "var (commit, outOfBounds) = await recording.RecordAsync(refund, decision, intent, [], cancellationToken).ConfigureAwait(false);",
            "var (commit, outOfBounds) = (StoreCommit.Applied, (RefundDecision?)null);")),
        new("no-audit-line", "an outcome without a line on the audit log", new Edit(Execution, "Audit = [entry], Change", "Audit = [], Change")),
        new("half-a-list", "a list that changed while it was read counts as whole", new Edit(
            Core + "StripeAdapter/Internal/StripeReads.cs",
            "throw new StripeAdapterException(StripeErrorKind.Unknown, $\"GET {route}: the list changed while it was read.\");",
            "return all;")),
        new("gap-is-none", "disputes that could not be read count as none", new Edit(Case, "\n        | (Payment.DisputesComplete ? MissingFacts.None : MissingFacts.Disputes);", ";")),
        new("merchants-mixed", "a request id counts for all merchants",
            new Edit(Memory, "var id = (intent.Scope.Merchant, intent.RequestId);", "var id = (default(MerchantId), intent.RequestId);"),
            new Edit(Memory, "all.GetValueOrDefault((merchant, requestId))", "all.GetValueOrDefault((default(MerchantId), requestId))")),
        new("last-write-wins", "whoever writes last is right", new Edit(Memory, "?.Version ?? 0) != intent.Version)", "?.Version ?? 0) < 0)")),
        new("store-forgot", "after a failover the same request is made anew", new Edit(
            Service, "if (refund?.Made() is { } made)", "if (refund?.Made() is { } made && made.Amount.MinorUnits < 0)")),
        new("cancel-twice", "two cancellations of one subscription at once, each with its compensation", new Edit(
            Core + "Subscriptions/Internal/CancellationRecording.cs", "                SubscriptionLedger = decided.Ledger,\n", "")),
        new("compensation-again", "a cancellation's refund is asked for anew each time it is looked at", new Edit(
            EndingLife, "RefundRequestIdOf(RequestId);", "RefundRequestIdOf(RequestId + \":\" + Looks);")),
        new("half-a-pair", "a cancellation whose refund is not known to be made counts as settled", new Edit(
            EndingLife, "IsDone && Refund is RefundState.InProgress or RefundState.Unknown or RefundState.NeedsHuman;", "IsDone && Looks < 0;")),
        new("cancel-error-is-final", "any error of Stripe's is the last word on a cancellation", new Edit(
            Ending,
            "case { Outcome: StripeWriteOutcome.Refused, Error: { } error }\n                when !intent.MayHaveLanded && (before is null || !CancellationReasons.IsPassing(error.Code)):",
            "case { Error: { } error } when intent.RequestId.Length > 0:")),
        new("cancel-absent-too-early", "a subscription that runs on is taken as proof while a request may still land", new Edit(
            EndingLife, "now < MayLeaveUntil + LandingWindow;", "now < MayLeaveUntil;")),
        new("cancel-late", "a node that was paused cancels after all, long after it was decided", new Edit(
            EndingLife, AskBefore, "CreatedAt + TimeSpan.FromDays(30);")),
        new("approval-twice", "every click on an approval makes a refund of its own",
            new Edit(Approvals, "RefundDecider.RequestOf(known) with { Amount", "RefundDecider.RequestOf(known) with { RequestId = known.RequestId + \":\" + time.GetTimestamp(), Amount"),
            new Edit(Approvals, "var intent = recording.IntentOf(refund, decision, known.ParametersHash, known);", "var intent = recording.IntentOf(refund, decision, known.ParametersHash, null);")),
        new("approval-unseen", "a yes counts for what nobody saw: the version is not compared", new Edit(
            Answers, "private DecisionReason? NotAsSeen(long version) => version == Version", "private DecisionReason? NotAsSeen(long version) => version >= Version")),
        new("approval-unbound", "a yes counts although the payment or the rules changed since", new Edit(
            Approvals, "if (refund is not null && known.Basis != BasisOf(refund, decision))", "if (refund is not null && known.Basis is null)")),
        new("approval-by-assistant", "an assistant's yes counts", new Edit(Answers, "By.Kind == ActorKind.Person ? null", "By.Kind != ActorKind.Automation ? null")),
        new("approval-by-asker", "who asked says yes, too", new Edit(Answers, "By == question.AskedBy && !allowOwn", "By == question.AskedBy && allowOwn")),
        new("approval-raised", "more is approved than was asked for", new Edit(Answers, "when approved > most =>", "when approved > most + most =>")),
        new("approval-late", "a yes counts whenever it comes", new Edit(Answers, "expiresAt is null || now >= expiresAt ? Expired", "expiresAt is null ? Expired")),
        new("rejected-again", "what was rejected is decided anew when it is asked for again", new Edit(
            Core + "Refunds/Internal/RefundReasons.cs", "code is \"approval.expired\" or", "code is \"approval.expired\" or \"approval.rejected\" or")),
        new("limit-per-node", "each node counts for itself: no commit says that something was counted", new Edit(
            Recording, "NextGuard = within.Limits.Count > 0 ? within.Guard : null,", "NextGuard = null,")),
        new("limit-counts-made", "a limit counts what was made, and not what is on its way", new Edit(
            Core + "Refunds/Internal/RefundBounds.cs", "intent.HoldsMoney\n", "intent.Refund is not null\n")),
        new("stop-unseen", "a node that stood still does not see that the merchant was stopped", new Edit(
            Core + "Storage/Internal/InMemoryBillingStore.cs", "GuardOf(guard.Merchant).Version != guard.Version", "GuardOf(guard.Merchant).Version < guard.Version")),
        new("stop-unseen-cancel", "the same for cancellations: their commits name no guard", new Edit(
            Core + "Subscriptions/Internal/CancellationRecording.cs", "                Guard = guard,\n", "")),
        new("stop-asks-again", "a refund whose answer was lost is asked for again although the merchant was stopped", new Edit(
            Core + "Refunds/Internal/RefundDecider.cs", "return (guard.Stop is { } stop && stop.Holds(intent.AnsweredBy)", "return (guard.Stop is { } stop && stop.Holds(intent.AnsweredBy) && intent.Looks < 0")),
    ];
}
