using BillingContext.Benchmarks.Measuring;
using BillingContext.Benchmarks.Scenes;
using BillingContext.Refunds;

namespace BillingContext.Benchmarks.Figures;

/// <summary>Judging a refund by a merchant's rules, and what many merchants with rules and keys of their own take up.</summary>
internal sealed class PolicyFigures : IFigureGroup
{
    private const int Merchants = 10_000;
    private const int RulesEach = 10;

    public string Name => "policy";

    public IEnumerable<Figure> Figures =>
    [
        .. Of(1),
        .. Of(10),
        .. Of(100),
        new("merchants10000.retained", "MB", () =>
        {
            var number = 0;
            return Retention.BytesEach(() => Merchant(number++), Merchants) * Merchants / (1024 * 1024);
        }),
    ];

    private static IEnumerable<Figure> Of(int rules)
    {
        var pair = new Lazy<Pair>(() =>
        {
            var scene = new PolicyJudgement(rules);
            return new Pair(scene.Judge, scene.JudgeByFloor);
        });
        return
        [
            new($"policy{rules}.vs_floor", "x floor", () => pair.Value.Ratio()),
            new($"policy{rules}.ns", "ns", () => pair.Value.Nanoseconds() / PolicyJudgement.Times),
            new($"policy{rules}.bytes", "B", () => pair.Value.Bytes()),
        ];
    }

    /// <summary>Two keys, a webhook secret and ten rules, none shared with anybody.</summary>
    private static object[] Merchant(int number) =>
    [
        new MerchantCredentials(
            new MerchantId($"shop-{number}"), StripeApiKey.Parse($"rk_test_51{number:D20}read"), StripeApiKey.Parse($"rk_test_51{number:D20}write"))
        {
            WebhookSecrets = [WebhookSecret.Parse($"whsec_{number:D32}")],
            EnableRefunds = true,
        },
        PolicyJudgement.Policy([.. Enumerable.Range(1, RulesEach).Select(rule => (1_000L * rule + number, 3 * rule, RefundVerdict.Approved))]),
    ];
}
