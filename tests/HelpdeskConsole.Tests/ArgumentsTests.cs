namespace HelpdeskConsole.Tests;

public class ArgumentsTests
{
    [TestCase("--frob", "There is no option '--frob'.")]
    [TestCase("--json=false", "There is no option '--json=false'.")]
    [TestCase("cus_1", "There is no option 'cus_1'.")]
    [TestCase("--customer", "--customer needs a customer id (cus_…).")]
    [TestCase("--customer pi_1", "--customer needs a customer id (cus_…).")]
    [TestCase("--payment=", "--payment needs a payment id")]
    [TestCase("--email nobody", "--email needs an e-mail address.")]
    [TestCase("--customer cus_1 --email a@example.com", "is enough")]
    [TestCase("--simulated --customer cus_1", "leave out the lookup")]
    [TestCase("--store", "--store needs a file.")]
    [TestCase("--store kept.db --customer cus_1", "leave out the lookup")]
    [TestCase("--crash", "add --store FILE")]
    [TestCase("--stripe http://127.0.0.1:12111", "add --store FILE")]
    [TestCase("--store kept.db --stripe https://api.stripe.com", "a StripeSimulator on this machine")]
    [TestCase("--store kept.db --stripe nowhere", "a StripeSimulator on this machine")]
    public async Task What_cannot_be_understood_is_said_and_is_exit_code_2(string line, string says)
    {
        var printed = await Printed.ByAsync(line.Split(' '));

        Assert.That(printed.ExitCode, Is.EqualTo(2));
        Assert.That(printed.Error, Does.Contain(says).And.Contain("--help"));
        Assert.That(printed.Output, Is.Empty);
    }

    [TestCase("--customer cus_1", "cus_1")]
    [TestCase("--customer=cus_1 --json", "cus_1")]
    [TestCase("--payment ch_1", "ch_1")]
    [TestCase("--email=a=b@example.com", "e-mail")]
    public void A_lookup_is_understood(string line, string query) =>
        Assert.That(Arguments.Parse(line.Split(' ')).Query?.ToString(), Does.EndWith(query));

    [Test]
    public async Task A_lookup_without_a_key_says_which_variable_to_set()
    {
        var printed = await Printed.ByAsync(["--customer", "cus_1"]);

        Assert.That(printed.ExitCode, Is.EqualTo(2));
        Assert.That(printed.Error, Does.Contain("STRIPE_API_KEY"));
    }

    [Test]
    public async Task Help_names_every_option()
    {
        var printed = await Printed.ByAsync(["--help"]);

        Assert.That(printed.ExitCode, Is.Zero);
        Assert.That(printed.Output, Does.Contain("--customer").And.Contain("--payment").And.Contain("--email").And.Contain("--simulated").And.Contain("--json"));
        Assert.That(printed.Output, Does.Contain("audit").And.Contain("--ticket").And.Contain("--actor").And.Contain("--request").And.Contain("--store").And.Contain("--stripe").And.Contain("--crash"));
    }
}
