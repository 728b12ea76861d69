using BillingContext.Benchmarks.Measuring;
using BillingContext.Benchmarks.Scenes;

namespace BillingContext.Benchmarks.Figures;

/// <summary>What posting a refund costs this process, network removed.</summary>
internal sealed class PostFigures : IFigureGroup
{
    public string Name => "post";

    public IEnumerable<Figure> Figures
    {
        get
        {
            var pair = new Lazy<Pair>(() =>
            {
                var scene = new RefundPost();
                return new Pair(() => scene.Post(), () => scene.PostByFloor());
            });
            return
            [
                new("post.vs_floor", "x floor", () => pair.Value.Ratio()),
                new("post.bytes", "B", () => pair.Value.Bytes()),
            ];
        }
    }
}
