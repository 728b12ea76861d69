using System.Net;
using System.Text;
using BillingContext.Testing;

namespace BillingContext.Tests.StripeAdapter;

/// <summary>Stripe's end of the wire: does what the test says, in order, and keeps what it was asked.</summary>
internal sealed class FakeStripe(ManualTimeProvider time) : HttpMessageHandler
{
    private readonly Queue<Func<CancellationToken, Task<HttpResponseMessage>>> script = new();
    private readonly List<SentRequest> requests = [];
    private Func<CancellationToken, Task<HttpResponseMessage>>? always;

    internal IReadOnlyList<SentRequest> Requests => requests;

    internal FakeStripe Answers(string body) => Answers(200, body);

    internal FakeStripe Answers(int status, string body, params (string Name, string Value)[] headers)
    {
        script.Enqueue(_ => Task.FromResult(Answer(status, body, headers)));
        return this;
    }

    /// <summary>The same answer to every request that finds nothing else.</summary>
    internal FakeStripe AlwaysAnswers(string body) => Always(200, body);

    internal FakeStripe Always(int status, string body, params (string Name, string Value)[] headers)
    {
        always = _ => Task.FromResult(Answer(status, body, headers));
        return this;
    }

    internal FakeStripe Fails(HttpRequestError error, int times = 1)
    {
        for (var i = 0; i < times; i++)
        {
            script.Enqueue(_ => Task.FromException<HttpResponseMessage>(new HttpRequestException(error)));
        }

        return this;
    }

    /// <summary>Starts anew, without script and memory.</summary>
    internal void Forget()
    {
        script.Clear();
        requests.Clear();
        always = null;
    }

    /// <summary>No answer until the client gives up.</summary>
    internal FakeStripe Hangs(int times = 1)
    {
        for (var i = 0; i < times; i++)
        {
            script.Enqueue(cancellationToken =>
            {
                var never = new TaskCompletionSource<HttpResponseMessage>();
                cancellationToken.Register(() => never.TrySetCanceled(cancellationToken));
                return never.Task;
            });
        }

        return this;
    }

    /// <summary>Headers of success, and then a body that breaks off.</summary>
    internal FakeStripe BreaksOff(string half)
    {
        script.Enqueue(_ => Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(new BrokenStream(half)) }));
        return this;
    }

    /// <summary>An answer that the test gives when it likes.</summary>
    internal TaskCompletionSource<HttpResponseMessage> AnswersLater()
    {
        var later = new TaskCompletionSource<HttpResponseMessage>();
        script.Enqueue(cancellationToken => later.Task.WaitAsync(cancellationToken));
        return later;
    }

    internal static HttpResponseMessage Answer(int status, string body, params (string Name, string Value)[] headers)
    {
        var answer = new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        foreach (var (name, value) in headers)
        {
            answer.Headers.TryAddWithoutValidation(name, value);
        }

        return answer;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        requests.Add(await SentRequest.OfAsync(request, time.GetUtcNow()));
        var next = script.Count > 0 ? script.Dequeue() : always ?? throw new InvalidOperationException($"Nobody expected {request.Method} {request.RequestUri}.");
        return await next(cancellationToken);
    }

    private sealed class BrokenStream(string half) : MemoryStream(Encoding.UTF8.GetBytes(half))
    {
        public override int Read(byte[] buffer, int offset, int count) => Broken(base.Read(buffer, offset, count));

        public override int Read(Span<byte> buffer) => Broken(base.Read(buffer));

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            Broken(await base.ReadAsync(buffer, cancellationToken));

        private static int Broken(int read) => read > 0 ? read : throw new IOException("The connection was reset.");
    }
}
