namespace BillingContext.Testing.Tests.Documented;

public sealed class ConnectCases : DocumentedCases
{
    private const string Page = "https://docs.stripe.com/connect/authentication";

    [TestCase("Stripe-Account")]
    [TestCase("Stripe-Context")]
    [Documented("connected accounts", Page)]
    public async Task Acts_as_the_connected_account_of_the_header(string header)
    {
        Dashboard.AddConnectedAccount("acct_1Seller");

        var theirs = await DoneAsync($"v1/customers -d name=x -H \"{header}: acct_1Seller\"");

        Assert.That((await DoneAsync($"v1/customers -H \"{header}: acct_1Seller\"")).Ids, Is.EqualTo([theirs.Id]));
        Assert.That((await DoneAsync("v1/customers")).Ids, Is.Empty);
        Assert.That((await CurlAsync($"v1/customers/{theirs.Id}")).Code, Is.EqualTo("resource_missing"));
        Assert.That((await DoneAsync($"v1/account -H \"{header}: acct_1Seller\"")).Id, Is.EqualTo("acct_1Seller"));
    }

    [Test]
    [Documented("connected accounts", "https://docs.stripe.com/error-codes#account-invalid")]
    public async Task Refuses_an_account_that_is_not_connected()
    {
        var answer = await CurlAsync("v1/customers -d name=x -H \"Stripe-Account: acct_1Nobodys\"");

        Assert.That((answer.Status, answer.Code), Is.EqualTo((403, "account_invalid")));
    }

    [Test]
    [Documented("connected accounts", "https://docs.stripe.com/api/idempotent_requests")]
    public async Task Keeps_idempotency_keys_of_accounts_apart()
    {
        Dashboard.AddConnectedAccount("acct_1Seller");

        var ours = await DoneAsync("v1/customers -d name=x -H \"Idempotency-Key: KG5LxwFBepaKHyUD\"");
        var theirs = await DoneAsync("v1/customers -d name=x -H \"Idempotency-Key: KG5LxwFBepaKHyUD\" -H \"Stripe-Account: acct_1Seller\"");

        Assert.That(theirs.Id, Is.Not.EqualTo(ours.Id));
    }
}
