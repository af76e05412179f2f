using Orleans.Runtime;

namespace Orleans;

/// <summary>What every grain interface is.</summary>
public interface IGrain : IAddressable;

public interface IGrainWithStringKey : IGrain;

public interface IGrainWithIntegerKey : IGrain;

/// <summary>An object outside grains that grains may call through a reference; held weakly.</summary>
public interface IGrainObserver : IAddressable;
