namespace Orleans.Runtime;

/// <summary>What can be called by reference: grains and observers.</summary>
public interface IAddressable;
