using BillingContext.Testing;
using ServedStripe;

if (Arguments.Parse(args) is not { } arguments)
{
    Console.Error.WriteLine(Arguments.Usage);
    return 1;
}

var simulator = new StripeSimulator(new ShiftedClock()) { AcceptAnyTestKey = true };
if (arguments.RestrictedKey is var (key, permissions))
{
    simulator.AddRestrictedKey(key, permissions);
}

if (arguments.Seed is not null)
{
    DemoSeed.Plant(simulator.Account);
}

await using var server = await StripeSimulatorServer.StartAsync(simulator, arguments.Port, arguments.Target);
Console.WriteLine(
    $"""
    A simulated Stripe listens on {server.BaseAddress}

      base URL   {server.BaseAddress}v1/…  (Stripe's SDKs: set the API base to {server.BaseAddress.ToString().TrimEnd('/')})
      key        any sk_test_… or rk_test_…

      curl {server.BaseAddress}v1/customers -u sk_test_anything: -d name="Jenny Rosen"

    Time moves by  curl -X POST '{server.BaseAddress}_simulator/advance?days=31'

    Nothing is kept when it stops (Ctrl+C).
    """);
await server.WaitAsync();
return 0;
