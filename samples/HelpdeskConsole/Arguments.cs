using BillingContext;
using BillingContext.Audit;
using BillingContext.Customers;

namespace HelpdeskConsole;

/// <summary>What the command line asks for.</summary>
internal sealed record Arguments
{
    internal const string Usage = """
        A helpdesk's day with BillingContext, in the console.

          dotnet run --project samples/HelpdeskConsole
              tells the day of one merchant on a simulated Stripe: no account, no network.

          dotnet run --project samples/HelpdeskConsole -- ask "why was my card charged twice?"
          dotnet run --project samples/HelpdeskConsole -- ask "where is my refund for order 1042?" --as jonas.weber@example.com
              answers a question of a customer of the simulated shop, with evidence; with STRIPE_API_KEY and
              --customer, --payment or --email of your own account's. Nothing is written.

          dotnet run --project samples/HelpdeskConsole -- audit --ticket T-1001
              tells that day's audit log line by line, for --ticket, --customer, --payment, --actor or --request,
              and what was moved that day, by whom and under which rule.

          STRIPE_API_KEY=rk_test_… dotnet run --project samples/HelpdeskConsole -- --customer cus_…
              shows the panel of a customer of your own account. Nothing is written to Stripe.

          dotnet run --project samples/HelpdeskConsole -- --store helpdesk.db --crash
          dotnet run --project samples/HelpdeskConsole -- --store helpdesk.db
              is killed in the middle of a refund; started again, settles it and says so.

        Options
          --customer cus_…   the customer with this id
          --payment pi_…     this one payment, as for a guest
          --email ADDRESS    the customer with this e-mail address
          --as ADDRESS       for ask: who writes, by the e-mail's sender; without it the shop's signed-in customer
          --ticket T-1001    for audit: what was done in this ticket
          --actor KIND:ID    for audit: what this actor did, such as person:agent_7
          --request ID       for audit: what belongs to this request
          --simulated        the story
          --store FILE       keeps refunds and audit log in a SQLite file (and the log's key in FILE.key)
          --stripe URL       for --store: the sample StripeSimulator as served there, which outlives this program
          --crash            for --store: kills this program when Stripe has taken the story's refund
          --json             the same facts as JSON, one object per line
          --help             this text

        Environment
          STRIPE_API_KEY     the key that reads: restricted (rk_…) is best
          STRIPE_API_BASE    where Stripe is, if not at https://api.stripe.com

        Exit code: 0 shown, 1 could not be shown, 2 not understood; killed by --crash: 137.
        """;

    internal bool Json { get; private init; }

    internal bool Simulated { get; private init; }

    internal bool Help { get; private init; }

    /// <summary>The file the story's state is kept in; null for memory.</summary>
    internal string? Store { get; private init; }

    /// <summary>Where the story's Stripe is served; null for one in this process.</summary>
    internal Uri? Stripe { get; private init; }

    /// <summary>Whether the process dies in the middle of the story's refund.</summary>
    internal bool Crash { get; private init; }

    /// <summary>What to look for in the story's audit log, everything if it names nothing; null if that is not asked.</summary>
    internal AuditQuery? Audit { get; private init; }

    /// <summary>The question to answer; null if there is none.</summary>
    internal string? Question { get; private init; }

    /// <summary>Who asks the simulated shop, by e-mail.</summary>
    internal string? As { get; private init; }

    /// <summary>Whom to look up in a real account; null for the story.</summary>
    internal CustomerQuery? Query { get; private init; }

    internal string? Problem { get; private init; }

    private bool IsAudit { get; init; }

    private AuditQuery? Sought { get; init; }

    internal static Arguments Parse(IReadOnlyList<string> args)
    {
        var parsed = new Arguments();
        var rest = new Queue<string>(args);
        while (parsed.Problem is null && rest.TryDequeue(out var option))
        {
            parsed = option.Split('=', 2) is [("--customer" or "--payment" or "--email" or "--store" or "--stripe" or "--as" or "--ticket" or "--actor" or "--request") and var name, var value]
                ? parsed.With(name, () => value)
                : parsed.With(option, () => rest.TryDequeue(out var next) ? next : "");
        }

        return parsed switch
        {
            { Problem: null, IsAudit: true } => parsed.ForAudit(),
            { Problem: null, Sought: not null } =>
                parsed with { Problem = "--ticket, --actor and --request are for the audit log: add audit." },
            { Problem: null, Question: null, As: not null } =>
                parsed with { Problem = "--as says who asks: add ask \"…\"." },
            { Problem: null, Question: not null, Store: not null } or { Problem: null, Question: not null, Query: not null, As: not null } =>
                parsed with { Problem = "ask goes with --as, or with --customer, --payment or --email." },
            { Problem: null, Simulated: true, Query: not null } =>
                parsed with { Problem = "--simulated tells the story, which has its own customers: leave out the lookup." },
            { Problem: null, Store: not null, Query: not null } =>
                parsed with { Problem = "--store is for the story: leave out the lookup." },
            { Problem: null, Store: null, Crash: true } or { Problem: null, Store: null, Stripe: not null } =>
                parsed with { Problem = "--crash and --stripe are for a story that is kept: add --store FILE." },
            _ => parsed,
        };
    }

    private Arguments With(string option, Func<string> value) => option switch
    {
        "ask" => value() is { Length: > 0 } words ? this with { Question = words } : this with { Problem = "ask needs a question." },
        "audit" => this with { IsAudit = true },
        "--ticket" => Look(option, value(), "a ticket's number", text => (Sought ?? new()) with { Ticket = new TicketReference(text) }),
        "--actor" => Look(option, value(), "an actor (person:agent_7)", text => (Sought ?? new()) with { Actor = Actor.Parse(text) }),
        "--request" => Look(option, value(), "a request id", text => (Sought ?? new()) with { RequestId = text.Length > 0 ? text : throw new ArgumentException("empty") }),
        "--as" => value() is var email && email.Contains('@') ? this with { As = email } : this with { Problem = "--as needs an e-mail address." },
        "--json" => this with { Json = true },
        "--simulated" => this with { Simulated = true },
        "--help" or "-h" or "-?" => this with { Help = true },
        "--crash" => this with { Crash = true },
        "--store" => value() is { Length: > 0 } file ? this with { Store = file } : this with { Problem = "--store needs a file." },
        "--stripe" => Uri.TryCreate(value(), UriKind.Absolute, out var url) && url is { Scheme: "http", IsLoopback: true, PathAndQuery: "/" }
            ? this with { Stripe = url }
            : this with { Problem = "--stripe needs the address of a StripeSimulator on this machine (http://127.0.0.1:12111)." },
        "--customer" => Ask(option, value(), "a customer id (cus_…)", id => CustomerQuery.ForCustomer(new CustomerId(id))),
        "--payment" => Ask(option, value(), "a payment id (pi_…, ch_… or py_…)", id => CustomerQuery.ForPayment(new PaymentId(id))),
        "--email" => Ask(option, value(), "an e-mail address", email => email.Contains('@') ? CustomerQuery.ForEmail(email) : throw new ArgumentException("no @")),
        _ => this with { Problem = $"There is no option '{option}'." },
    };

    private Arguments Look(string option, string value, string what, Func<string, AuditQuery> look)
    {
        try
        {
            return this with { Sought = look(value) };
        }
        catch (ArgumentException)
        {
            return this with { Problem = $"{option} needs {what}." };
        }
    }

    /// <summary>The lookup is in the audit log then, and not in an account.</summary>
    private Arguments ForAudit() => this switch
    {
        { Query.Email: not null } => this with { Problem = "The audit log has no e-mail addresses: look by --customer." },
        { Question: null, Store: null, Crash: false, Stripe: null, As: null } => this with
        {
            Audit = (Sought ?? new AuditQuery()) with { Customer = Query?.CustomerId, Payment = Query?.PaymentId },
        },
        _ => this with { Problem = "audit goes with --ticket, --customer, --payment, --actor and --request." },
    };

    private Arguments Ask(string option, string value, string what, Func<string, CustomerQuery> query)
    {
        if (Query is not null)
        {
            return this with { Problem = "One of --customer, --payment and --email is enough." };
        }

        try
        {
            return this with { Query = query(value) };
        }
        catch (ArgumentException)
        {
            return this with { Problem = $"{option} needs {what}." };
        }
    }
}
