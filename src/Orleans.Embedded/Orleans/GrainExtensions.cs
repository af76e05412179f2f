using System.Globalization;
using Orleans.Embedded;
using Orleans.Runtime;

namespace Orleans;

public static class GrainExtensions
{
    public static GrainId GetGrainId(this IAddressable grain) => grain switch
    {
        GrainReference reference => reference.GrainId,
        IGrainBase instance => instance.GrainContext.GrainId,
        _ => throw new ArgumentException("Neither a grain nor a reference.", nameof(grain)),
    };

    public static string GetPrimaryKeyString(this IAddressable grain) => grain.GetGrainId().KeyText;

    public static long GetPrimaryKeyLong(this IAddressable grain) =>
        long.Parse(grain.GetGrainId().KeyText, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    /// <summary>A reference to this grain, to be passed to others in place of <c>this</c>.</summary>
    public static TGrainInterface AsReference<TGrainInterface>(this IAddressable grain) where TGrainInterface : IAddressable => grain switch
    {
        GrainReference reference => reference.Engine.Factory.GetGrain<TGrainInterface>(reference.GrainId),
        IGrainBase { GrainContext: Activation activation } => activation.Engine.Factory.GetGrain<TGrainInterface>(activation.GrainId),
        _ => throw new ArgumentException("Neither a grain nor a reference; observers need CreateObjectReference.", nameof(grain)),
    };
}
