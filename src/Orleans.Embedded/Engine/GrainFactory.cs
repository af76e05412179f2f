using System.Globalization;
using Orleans.Runtime;

namespace Orleans.Embedded;

internal sealed class GrainFactory(GrainEngine engine) : IClusterClient
{
    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey) where TGrainInterface : IGrainWithStringKey
    {
        ArgumentException.ThrowIfNullOrEmpty(primaryKey);
        return Make<TGrainInterface>(primaryKey);
    }

    public TGrainInterface GetGrain<TGrainInterface>(long primaryKey) where TGrainInterface : IGrainWithIntegerKey =>
        Make<TGrainInterface>(primaryKey.ToString("X", CultureInfo.InvariantCulture));

    public TGrainInterface GetGrain<TGrainInterface>(GrainId grainId) where TGrainInterface : IAddressable =>
        GrainReference.Create<TGrainInterface>(engine, grainId);

    public TGrainObserverInterface CreateObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver
    {
        if (obj is GrainReference or IGrainBase)
            throw new ArgumentException("Already a reference, or a grain: use AsReference.", nameof(obj));
        return GrainReference.Create<TGrainObserverInterface>(engine, engine.Observers.Add(obj));
    }

    public void DeleteObjectReference<TGrainObserverInterface>(IGrainObserver obj) where TGrainObserverInterface : IGrainObserver
    {
        if (obj is not GrainReference reference) throw new ArgumentException("Not a reference made by CreateObjectReference.", nameof(obj));
        engine.Observers.Remove(reference.GrainId);
    }

    private TGrainInterface Make<TGrainInterface>(string key) =>
        GrainReference.Create<TGrainInterface>(engine, GrainId.Create(engine.Types.Of(typeof(TGrainInterface)).TypeName, key));
}
